/** Rules of a facilitated conversation: short messages, assigned names, nothing that tells who is there or when. */
export const mostMessage = 2000;
/** Waiting messages of one person: what nobody has read yet is enough to read. */
export const mostWaiting = 5;

/**
 * Names that are given, never chosen: a chosen name can be recognised. Of things that say nothing of a person; one list,
 * drawn at random for each room, so that a name in one room tells nothing of another.
 */
export const pseudonyms = [
  ['amber', 'Amber', 'Ambre', 'كهرمان'],
  ['almond', 'Almond', 'Amande', 'لوزة'],
  ['basket', 'Basket', 'Panier', 'سلة'],
  ['bay', 'Bay', 'Baie', 'خليج'],
  ['bell', 'Bell', 'Cloche', 'جرس'],
  ['bridge', 'Bridge', 'Pont', 'جسر'],
  ['cedar', 'Cedar', 'Cèdre', 'أرزة'],
  ['cinnamon', 'Cinnamon', 'Cannelle', 'قرفة'],
  ['cloud', 'Cloud', 'Nuage', 'غيمة'],
  ['comet', 'Comet', 'Comète', 'مذنب'],
  ['copper', 'Copper', 'Cuivre', 'نحاس'],
  ['coral', 'Coral', 'Corail', 'مرجان'],
  ['dune', 'Dune', 'Dune', 'كثيب'],
  ['feather', 'Feather', 'Plume', 'ريشة'],
  ['field', 'Field', 'Champ', 'حقل'],
  ['forest', 'Forest', 'Forêt', 'غابة'],
  ['garden', 'Garden', 'Jardin', 'حديقة'],
  ['harbour', 'Harbour', 'Port', 'مرفأ'],
  ['hill', 'Hill', 'Colline', 'تل'],
  ['island', 'Island', 'Île', 'جزيرة'],
  ['ivory', 'Ivory', 'Ivoire', 'عاج'],
  ['lake', 'Lake', 'Lac', 'بحيرة'],
  ['lantern', 'Lantern', 'Lanterne', 'فانوس'],
  ['leaf', 'Leaf', 'Feuille', 'ورقة شجر'],
  ['lemon', 'Lemon', 'Citron', 'ليمونة'],
  ['maple', 'Maple', 'Érable', 'قيقب'],
  ['meadow', 'Meadow', 'Prairie', 'مرج'],
  ['mint', 'Mint', 'Menthe', 'نعناع'],
  ['moon', 'Moon', 'Lune', 'قمر'],
  ['olive', 'Olive', 'Olive', 'زيتونة'],
  ['orchard', 'Orchard', 'Verger', 'بستان'],
  ['pebble', 'Pebble', 'Galet', 'حصاة'],
  ['quartz', 'Quartz', 'Quartz', 'مرو'],
  ['rain', 'Rain', 'Pluie', 'مطر'],
  ['river', 'River', 'Rivière', 'نهر'],
  ['saffron', 'Saffron', 'Safran', 'زعفران'],
  ['shell', 'Shell', 'Coquillage', 'صدفة'],
  ['silver', 'Silver', 'Argent', 'فضة'],
  ['spring', 'Spring', 'Source', 'نبع'],
  ['star', 'Star', 'Étoile', 'نجمة'],
  ['thyme', 'Thyme', 'Thym', 'زعتر'],
  ['valley', 'Valley', 'Vallée', 'واد'],
  ['wave', 'Wave', 'Vague', 'موجة'],
  ['willow', 'Willow', 'Saule', 'صفصاف'],
] as const;

const at = { en: 1, fr: 2, ar: 3 } as const;

/** A given name in the reader's language; everybody in the room has the same thing before their eyes. */
export function pseudonymIn(key: string, language: 'en' | 'fr' | 'ar'): string {
  return pseudonyms.find((p) => p[0] === key)?.[at[language]] ?? key;
}

export const mostMembers = pseudonyms.length;

/** A message as somebody of the conversation reads it. */
export interface Said {
  /** Names this message for a deed; random, and tells no order. */
  id: string;
  /** Key of the given name; null for a facilitator. */
  pseudonym: string | null;
  mine: boolean;
  text: string;
}
