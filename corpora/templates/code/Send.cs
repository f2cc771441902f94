// Sends with Twilio and AWS.
class Send {
    void Tell(string name) {
        MessageResource.Create(to: to, body: $"Larch Cafe: \"{name,10}\", see https://bit.ly/3cstw");
        client.PublishAsync(new PublishRequest { PhoneNumber = to, Message = @"Larch Cafe: the ""usual"" at https://bit.ly/3csaw" });
        System.Console.WriteLine("See https://bit.ly/3none");
    }
}
