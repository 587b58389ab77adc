export type EmojiGroup =
  | 'smileys'
  | 'gestures'
  | 'hearts'
  | 'objects'
  | 'nature'
  | 'food'
  | 'places'
  | 'signs';
export type Emoji = { emoji: string; names: string };

/** A small set for customer conversations: the sign, then what it is found by, in English and French. */
const groups: Record<EmojiGroup, string> = {
  smileys: `😀 grin happy sourire|😃 smile joy joie|😄 laugh rire|😁 beam content|😆 laughing rire|😅 sweat relief ouf|😂 tears joy mort de rire|🤣 rolling rire|🙂 slight smile leger|🙃 upside down envers|😉 wink clin oeil|😊 blush merci|😇 angel ange|🥰 love amour|😍 heart eyes adore|😘 kiss bisou|😋 yum miam|😎 cool lunettes|🤩 star eyes wow|🥳 party fete|🤗 hug calin|🤔 think hmm reflechir|🤨 doubt doute|😐 neutral neutre|😏 smirk coin|🙄 eye roll yeux|😬 grimace oups|😌 relieved soulage|😴 sleep dormir|😷 mask sick malade|🤒 fever fievre|🤯 mind blown explose|😕 confused confus|😟 worried inquiet|🙁 sad triste|😮 surprised surpris|😳 flushed gene|🥺 pleading pitie|😢 cry pleure|😭 sob sanglot|😱 scream peur|😖 confounded|😞 disappointed decu|😓 downcast fatigue|😩 weary epuise|😤 huff|😡 angry colere|🤐 zip secret|🫡 salute compris|🫠 melting fond`,
  gestures: `👍 thumbs up ok pouce oui|👎 thumbs down non|👌 ok parfait|✌️ victory paix|🤞 fingers crossed croise|🤝 handshake accord poignee|🙏 thanks please merci|👏 clap bravo|🙌 raise hands hourra|👋 wave hello bonjour salut|✋ hand stop main|🤙 call appelle|💪 strong force|👉 point right droite|👈 point left gauche|👆 point up haut|👇 point down bas|☝️ one attention|✍️ write ecrire|🤷 shrug sais pas|🤦 facepalm oups|🙋 raise hand question|🙇 bow desole|👀 eyes look regarde`,
  hearts: `❤️ red heart coeur|🧡 orange heart coeur|💛 yellow heart coeur|💚 green heart coeur|💙 blue heart coeur|💜 purple heart coeur|🖤 black heart coeur|🤍 white heart coeur|💔 broken heart brise|💕 two hearts|💖 sparkling heart|💐 flowers bouquet|🌹 rose|🎉 party fete bravo|🎊 confetti|🎁 gift cadeau|🎂 birthday anniversaire|🏆 trophy trophee|🥇 medal medaille|⭐ star etoile|🌟 glowing star|✨ sparkles brille|🔥 fire feu|💯 hundred cent`,
  objects: `📦 parcel package colis paquet|🚚 delivery truck livraison camion|📬 mailbox courrier|✉️ mail lettre|📧 email|📞 phone telephone|📱 mobile portable|💻 laptop ordinateur|🖨️ printer imprimante|📷 camera photo|🔋 battery batterie|🔌 plug prise|💡 bulb light idea ampoule lampe|🔧 wrench tool outil|🔨 hammer marteau|⚙️ gear settings|🔑 key cle|🔒 lock cadenas|🔓 unlock|🧾 receipt recu facture|💳 card carte paiement|💶 euro money argent|💰 money argent|📄 page document|📎 clip trombone|📌 pin epingle|📅 calendar date calendrier|⏰ alarm clock reveil|⏳ hourglass attente|⌛ time temps|🛒 cart panier|🛍️ shopping sac|🏷️ label prix etiquette|🪑 chair chaise|🛋️ sofa canape|🧹 clean balai|✂️ scissors ciseaux|📐 measure mesure`,
  nature: `☀️ sun soleil|⛅ cloud nuage|🌧️ rain pluie|❄️ snow neige|⚡ lightning eclair|🌈 rainbow arc en ciel|🌍 earth terre|🌙 moon lune|🌱 seedling pousse|🌳 tree arbre|🌸 blossom fleur|🍀 clover chance|🐶 dog chien|🐱 cat chat|🐰 rabbit lapin|🐻 bear ours|🦊 fox renard|🐝 bee abeille|🦋 butterfly papillon|🐢 turtle tortue`,
  food: `☕ coffee cafe|🍵 tea the|🍞 bread pain|🥐 croissant|🧀 cheese fromage|🍎 apple pomme|🍋 lemon citron|🍓 strawberry fraise|🥗 salad salade|🍕 pizza|🍝 pasta pates|🍰 cake gateau|🍪 cookie biscuit|🍫 chocolate chocolat|🍷 wine vin|🍺 beer biere|🥂 cheers sante|🍽️ plate restaurant`,
  places: `🏠 house home maison|🏢 office bureau|🏪 shop magasin|🏬 store|🏥 hospital hopital|🏖️ beach plage|⛰️ mountain montagne|🚗 car voiture|🚲 bike velo|🚆 train|✈️ plane avion|🚢 ship bateau|🗺️ map carte|📍 place lieu|🏁 finish arrivee|🧳 luggage valise`,
  signs: `✅ check done fait|❌ cross no non|⚠️ warning attention|❗ exclamation|❓ question|ℹ️ info|🚫 forbidden interdit|🔴 red rouge|🟠 orange|🟡 yellow jaune|🟢 green vert|🔵 blue bleu|➡️ right droite|⬅️ left gauche|⬆️ up haut|⬇️ down bas|🔄 refresh retour|➕ plus|➖ minus moins|🆕 new nouveau|🆗 ok|🔝 top|💬 speech message|🗨️ talk parle|🔔 bell cloche|🔕 mute silence`,
};

export const emojiGroups = Object.fromEntries(
  Object.entries(groups).map(([group, text]) => [group, text.split('|').map(parseEmoji)]),
) as Record<EmojiGroup, Emoji[]>;

function parseEmoji(text: string): Emoji {
  const space = text.indexOf(' ');
  return { emoji: text.slice(0, space), names: text.slice(space + 1) };
}

/** Those whose names hold every word of the query; accents do not matter. */
export function searchEmoji(query: string): Emoji[] {
  const words = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).filter(Boolean);
  return Object.values(emojiGroups)
    .flat()
    .filter(({ names }) => words.every((word) => names.includes(word)));
}
