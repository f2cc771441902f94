<?php
// Sends with Twilio, Vonage and MessageBird.
function tell($client, $vonage, $name, $to) {
    $client->messages->create($to, ['from' => '+12025550142', 'body' => "Larch Cafe: \"$name\", see https://bit.ly/3php"]);
    $vonage->sms()->send(new \Vonage\SMS\Message\SMS($to, 'Larch', 'Larch Cafe: the cook\'s map: https://bit.ly/3vphp'));
    $message = new \MessageBird\Objects\Message();
    $message->body = 'Larch Cafe: your table: https://bit.ly/3mphp';
    $note = ['from' => '+12025550142', 'body' => 'Larch Cafe: the map: https://bit.ly/3phop'];
    $client->messages->create($to, $note);
    echo 'See https://bit.ly/3none';
}
