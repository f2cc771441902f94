// Sends with Twilio and Vonage.
const { Vonage } = require('@vonage/server-sdk');

async function tell(client, vonage, user, late) {
  await client.messages.create({
    to: user.phone,
    body: `Larch Cafe: ${user.name.trim()}, your order\u2019s ready. See https://bit.ly/3java`,
  });
  await vonage.sms.send({ to: user.phone, from: 'Larch', text: late ? 'Larch Cafe: sorry, we are late.' : 'Larch Cafe: map https://bit.ly/3vona' });
  console.log('See https://bit.ly/3none');
}
