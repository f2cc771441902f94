// Package cafe sends with Plivo, Twilio and AWS.
package cafe

func Tell(client *plivo.Client, params *twilioApi.CreateMessageParams, name string) {
	client.Messages.Create(plivo.MessageCreateParams{Src: "+12025550142", Text: "Larch Cafe: \"" + name + "\", see https://bit.ly/3gopl"})
	params.SetBody(`Larch Cafe: the map: https://bit.ly/3gotw`)
	svc.Publish(ctx, &sns.PublishInput{PhoneNumber: &to, Message: aws.String("Larch Cafe: your table: https://bit.ly/3goaw")})
	text := &twilioApi.CreateMessageParams{Body: twilio.String("Larch Cafe: the map: https://bit.ly/3gopt")}
	client.Api.CreateMessage(text)
	fmt.Println("See https://bit.ly/3none")
}
