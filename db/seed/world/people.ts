import type { ContentLanguage } from '../../../app/shared/languages';
import type { OrganisationKey } from './organisations';
import type { PersonEntry } from './shape';

type Entry = PersonEntry<OrganisationKey>;

// Everyone's family name is Demonstration, so that nobody is taken for somebody.
function person(
  firstName: string,
  organisation: OrganisationKey,
  position: string,
  language: ContentLanguage,
  timeZone: string,
  more: Partial<Pick<Entry, 'office' | 'secretariat' | 'state' | 'demonstration'>> = {},
): Entry {
  const name = `${firstName} Demonstration`;
  return { name, organisation, position, language, timeZone, state: 'active', secretariat: false, ...more };
}

const focalPoint = { office: 'focal-point' } as const;
const alternate = { office: 'alternate' } as const;

/** The initiative's secretariat, hosted by UNODC, and the people of the six Steering Committee organisations. */
const committeePeople = {
  'nadia.d': person('Nadia', 'unodc', 'Senior manager of the secretariat', 'en', 'Europe/Vienna', {
    secretariat: true,
    demonstration: 'secretariat',
  }),
  'tomasz.d': person('Tomasz', 'unodc', 'Consultation officer, secretariat', 'en', 'Europe/Vienna', {
    secretariat: true,
  }),
  'leila.d': person('Leila', 'unodc', 'Programme officer, criminal justice', 'fr', 'Europe/Vienna', focalPoint),
  'henrik.d': person('Henrik', 'unodc', 'Research officer', 'en', 'Europe/Vienna', alternate),
  'kwame.d': person('Kwame', 'ilo', 'Senior specialist, forced labour', 'en', 'Europe/Zurich', {
    ...focalPoint,
    demonstration: 'focal-point',
  }),
  'sofia.d': person('Sofía', 'ilo', 'Legal officer', 'es', 'Europe/Zurich', alternate),
  'wanjiru.d': person('Wanjiru', 'ilo', 'Labour migration officer', 'en', 'Africa/Nairobi', {
    demonstration: 'facilitator',
  }),
  'mateo.d': person('Mateo', 'iom', 'Head of migrant assistance', 'es', 'Europe/Zurich', {
    ...focalPoint,
    demonstration: 'partner-editor',
  }),
  'ayumi.d': person('Ayumi', 'iom', 'Programme specialist', 'en', 'Asia/Tokyo', alternate),
  'farid.d': person('Farid', 'iom', 'Regional adviser on labour mobility', 'en', 'Africa/Nairobi'),
  'claire.d': person('Claire', 'ohchr', 'Human rights officer', 'fr', 'Europe/Zurich', focalPoint),
  'thabo.d': person('Thabo', 'ohchr', 'Adviser on remedies', 'en', 'Africa/Johannesburg', alternate),
  'helene.d': person('Hélène', 'ohchr', 'Officer for participation', 'fr', 'Europe/Zurich', {
    demonstration: 'suggester',
  }),
  'ilse.d': person('Ilse', 'osce', 'Adviser on co-ordination', 'en', 'Europe/Vienna', focalPoint),
  'bogdan.d': person('Bogdan', 'osce', 'National referral adviser', 'ru', 'Europe/Vienna', alternate),
  'priya.d': person('Priya', 'unicef', 'Child protection specialist', 'en', 'America/New_York', focalPoint),
  'jean-bosco.d': person('Jean-Bosco', 'unicef', 'Adviser, children on the move', 'fr', 'Africa/Kigali', alternate),
  'lucia.d': person('Lucía', 'unicef', 'Knowledge officer', 'es', 'America/Panama'),
} satisfies Record<string, Entry>;

/** Governments, international organisations and regional bodies. */
const authorityPeople = {
  'achieng.d': person('Achieng', 'labour-migration-office', 'Head of complaints', 'en', 'Africa/Nairobi', focalPoint),
  'mutiso.d': person('Mutiso', 'labour-migration-office', 'Licensing officer', 'en', 'Africa/Nairobi', alternate),
  'okello.d': person('Okello', 'prosecution-desk', 'Prosecutor', 'en', 'Africa/Kampala', focalPoint),
  'adjoua.d': person('Adjoua', 'child-protection-directorate', 'Deputy director', 'fr', 'Africa/Abidjan', focalPoint),
  'rafael.d': person('Rafael', 'federal-labour-inspection', 'Labour inspector', 'es', 'America/Sao_Paulo'),
  'sunita.d': person('Sunita', 'women-children-department', 'Under-secretary', 'en', 'Asia/Kathmandu', focalPoint),
  'hala.d': person('Hala', 'overseas-employment-bureau', 'Head of mediation', 'ar', 'Asia/Amman', focalPoint),
  'natalia.d': person('Natalia', 'national-referral-office', 'Coordinator', 'ru', 'Europe/Chisinau', focalPoint),
  'solveig.d': person('Solveig', 'development-liaison', 'Counsellor', 'en', 'Europe/Oslo', {
    demonstration: 'observer',
  }),
  'sera.d': person('Sera', 'island-immigration', 'Training officer', 'en', 'Pacific/Fiji'),
  'anneli.d': person('Anneli', 'fair-recruitment-forum', 'Policy lead', 'en', 'Europe/Zurich', focalPoint),
  'zawadi.d': person('Zawadi', 'eastern-africa-mobility', 'Deputy head', 'en', 'Africa/Dar_es_Salaam', focalPoint),
  'desta.d': person('Desta', 'eastern-africa-mobility', 'Registrar of agencies', 'en', 'Africa/Addis_Ababa'),
  'imran.d': person('Imran', 'southern-asia-desk', 'Desk officer', 'en', 'Asia/Karachi', focalPoint),
  'tevita.d': person('Tevita', 'pacific-safety-council', 'Liaison officer', 'en', 'Pacific/Tongatapu', focalPoint),
  'valentina.d': person('Valentina', 'southern-cone-mobility', 'Legal adviser', 'es', 'America/Montevideo'),
} satisfies Record<string, Entry>;

/** Civil society, and the organisations of workers, of migrants and of survivors. */
const civilSocietyPeople = {
  'halima.d': person('Halima', 'safe-passage', 'Adviser, coast centre', 'en', 'Africa/Nairobi', {
    demonstration: 'participant',
  }),
  'otieno.d': person('Otieno', 'safe-passage', 'Director', 'en', 'Africa/Nairobi', focalPoint),
  'amara.d': person('Amara', 'safe-passage', 'Paralegal', 'en', 'Africa/Nairobi', {
    state: 'waiting',
    demonstration: 'waiting',
  }),
  'nomvula.d': person('Nomvula', 'evidence-lab', 'Statistician', 'en', 'Africa/Johannesburg', focalPoint),
  'ousmane.d': person('Ousmane', 'bridge-for-children', 'Programme director', 'fr', 'Africa/Dakar', focalPoint),
  'mirela.d': person('Mirela', 'open-door', 'Network coordinator', 'en', 'Europe/Bucharest', focalPoint),
  'rania.d': person('Rania', 'harbour-shelter', 'Head of services', 'ar', 'Asia/Beirut', focalPoint),
  'farzana.d': person('Farzana', 'womens-legal-clinics', 'Advocate', 'en', 'Asia/Dhaka', focalPoint),
  'quilla.d': person('Quilla', 'andean-legal-aid', 'Lawyer', 'es', 'America/Lima', focalPoint),
  'aigerim.d': person('Aigerim', 'steppe-hotline', 'Head of data', 'ru', 'Asia/Almaty', focalPoint),
  'dmitri.d': person('Dmitri', 'steppe-hotline', 'Hotline supervisor', 'ru', 'Asia/Almaty', { state: 'waiting' }),
  'keisha.d': person('Keisha', 'caribbean-watch', 'Founder', 'en', 'America/Port_of_Spain', focalPoint),
  'leisale.d': person('Leisale', 'pacific-prevention', 'Field coordinator', 'en', 'Pacific/Efate'),
  'lindiwe.d': person('Lindiwe', 'interfaith-forum', 'Secretary', 'en', 'Africa/Johannesburg'),
  'neema.d': person('Neema', 'domestic-hotel-union', 'General secretary', 'en', 'Africa/Dar_es_Salaam', focalPoint),
  'joaquin.d': person(
    'Joaquín',
    'labour-confederation',
    'Secretary for migration',
    'es',
    'America/Argentina/Buenos_Aires',
  ),
  'dalia.d': person('Dalia', 'global-care-workers', 'Legal secretary', 'en', 'Europe/Zurich', focalPoint),
  'selamawit.d': person('Selamawit', 'returned-workers', 'Chair', 'en', 'Africa/Addis_Ababa', focalPoint),
  'oksana.d': person('Oksana', 'diaspora-care-circle', 'Organiser', 'ru', 'Europe/Rome'),
  'ximena.d': person('Ximena', 'seasonal-assembly', 'Coordinator', 'es', 'America/Mexico_City', focalPoint),
  'luz.d': person('Luz', 'forward-together', 'Network coordinator', 'en', 'Asia/Manila', focalPoint),
  'ifeoma.d': person('Ifeoma', 'lantern-council', 'Programme reviewer', 'en', 'Africa/Lagos', focalPoint),
} satisfies Record<string, Entry>;

/** Employers' organisations, companies, academia and media. */
const enterpriseAndKnowledgePeople = {
  'babirye.d': person('Babirye', 'enterprise-federation', 'Head of social policy', 'en', 'Africa/Kampala', focalPoint),
  'kiprono.d': person('Kiprono', 'licensed-agencies', 'Executive officer', 'en', 'Africa/Nairobi', focalPoint),
  'camila.d': person('Camila', 'small-employers-chamber', 'Placement manager', 'es', 'America/Bogota'),
  'anjali.d': person('Anjali', 'lagoon-hotels', 'Head of responsible sourcing', 'en', 'Indian/Mauritius', {
    demonstration: 'participant-other',
  }),
  'gareth.d': person('Gareth', 'clearline-remittances', 'Compliance manager', 'en', 'Europe/London'),
  'tariq.d': person('Tariq', 'kite-garments', 'Personnel manager', 'en', 'Asia/Dhaka'),
  'aroha.d': person('Aroha', 'southern-star-seafood', 'Fleet standards manager', 'en', 'Pacific/Auckland'),
  'margaux.d': person('Margaux', 'northgate-software', 'Engineer', 'fr', 'America/Toronto'),
  'nakato.d': person('Nakato', 'lakeside-university', 'Senior lecturer', 'en', 'Africa/Kampala', focalPoint),
  'youssef.d': person('Youssef', 'delta-law-faculty', 'Professor of criminal law', 'ar', 'Africa/Cairo', focalPoint),
  'astrid.d': person('Astrid', 'evaluation-institute', 'Senior evaluator', 'en', 'Europe/Stockholm'),
  'mei.d': person('Mei', 'labour-observatory', 'Research fellow', 'zh', 'Australia/Sydney'),
  'uwase.d': person('Uwase', 'radio-two-rivers', 'Programme editor', 'fr', 'Africa/Kigali', focalPoint),
  'arjun.d': person('Arjun', 'crossing-lines', 'Editor', 'en', 'Asia/Kolkata'),
} satisfies Record<string, Entry>;

const entries = {
  ...committeePeople,
  ...authorityPeople,
  ...civilSocietyPeople,
  ...enterpriseAndKnowledgePeople,
} satisfies Record<string, Entry>;

export type PersonKey = keyof typeof entries;

export type SeedPerson = Entry & { readonly key: PersonKey; readonly handle: string; readonly email: string };

export const people: readonly SeedPerson[] = (Object.entries(entries) as [PersonKey, Entry][]).map(([key, entry]) => ({
  ...entry,
  key,
  handle: key,
  // `.example` is reserved (RFC 2606): a mail that leaves by mistake reaches nobody.
  email: `${key.slice(0, key.lastIndexOf('.'))}@${entry.organisation}.plenary.example`,
}));
