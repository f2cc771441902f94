// Sends with Twilio and AWS.
class Send {
    void Tell(string name) {
        MessageResource.Create(to: to, body: $"Larch Cafe: \"{name,10}\", see https://bit.ly/3cstw");
        client.PublishAsync(new PublishRequest { PhoneNumber = to, Message = @"Larch Cafe: the ""usual"" at https://bit.ly/3csaw" });
        var options = new CreateMessageOptions(to) { From = from };
        options.Body = "Larch Cafe: the map: https://bit.ly/3csop";
        MessageResource.Create(options);
        System.Console.WriteLine("See https://bit.ly/3none");
    }
}
