"""Sends with Twilio, Plivo, AWS and a helper of our own."""

import boto3
from twilio.rest import Client

client = Client()
READY = "Larch Cafe: your order is ready. "


def tell(name, dish, guest, notifier):
    client.messages.create(to=guest, body=f"Larch Cafe: {name.title()!r}, {dish} \u2014 see https://bit.ly/3pyth")
    client.messages.create(body=READY + "Map: https://bit.ly/3cons", to=guest)
    client.messages.create(body="Larch Cafe: hello %s, your table is ready." % name, to=guest)
    boto3.client("sns").publish(PhoneNumber=guest, Message="Larch Cafe: your table is at http://larch.example/{}".format(dish))
    boto3.client("sns").publish(TopicArn="logs", Message="See https://bit.ly/3none")
    notifier.text_guest(guest, "Larch Cafe: " "the map: https://bit.ly/3own")
    client.messages.create(body=compose(name), to=guest)
    note = {"from_": "+12025550142", "body": "Larch Cafe: the map: https://bit.ly/3pyop"}
    client.messages.create(to=guest, **note)
    print("See https://bit.ly/3none")
