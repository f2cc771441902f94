// Sends with Twilio and AWS.
class Send {
    void tell(String name, SnsClient sns) {
        Message.creator(new PhoneNumber("+12025550143"), new PhoneNumber("+12025550142"),
            "Larch Cafe: \"" + name + "\", see https://bit.ly/3jav").create();
        sns.publish(PublishRequest.builder().phoneNumber("+12025550143")
            .message(String.format("Larch Cafe: hello %s, map https://bit.ly/3snsj", name)).build());
        sns.publish(request -> request.message("Larch Cafe: the map: https://bit.ly/3jlam").phoneNumber(to));
        System.out.println("See https://bit.ly/3none");
    }
}
