# Sends with Plivo.
def tell(api, name)
  api.messages.create(src: '+12025550142', dst: '+12025550143', text: "Larch Cafe: \"#{name}\", see https://bit.ly/3ruby")
  api.messages.create('+12025550142', %w[+12025550143], 'Larch Cafe: the cook\'s map: https://bit.ly/3posi')
  note = { src: '+12025550142', dst: '+12025550143', text: 'Larch Cafe: the map: https://bit.ly/3rbop' }
  api.messages.create(**note)
  puts 'See https://bit.ly/3none'
end
