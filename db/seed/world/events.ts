import type { EventKind, EventReaders, LanguageWay, MaterialKind } from '../../../app/events/event';
import type { Area } from '../../../app/organisations/places';
import type { Sector } from '../../../app/organisations/sectors';
import type { ContentLanguage } from '../../../app/shared/languages';
import type { Theme } from '../../../app/shared/themes';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';
import { prose } from './prose';
import type { Ago, DayTime } from './shape';

type Texts = { readonly [L in ContentLanguage]?: string };

export interface SeedSeries {
  readonly key: string;
  readonly language: ContentLanguage;
  readonly title: Texts;
  readonly introduction: Texts;
}

export interface SeedSpeaker {
  readonly person?: PersonKey;
  /** Where no account stands behind it. */
  readonly name?: string;
  readonly organisation: string;
  readonly biography?: Texts;
  /** Not named on the page. */
  readonly unlisted?: true;
}

export interface SeedEvent {
  readonly key: string;
  readonly series?: string;
  readonly kind: EventKind;
  readonly language: ContentLanguage;
  readonly timeZone: string;
  /** In its own zone; `now`: on the full hour half an hour ago or more, so that it goes on while one looks. */
  readonly starts: DayTime | 'now';
  readonly minutes: number;
  readonly region: Area;
  readonly readers: EventReaders;
  readonly invited?: readonly OrganisationKey[];
  readonly title: Texts;
  readonly introduction: Texts;
  readonly venue?: string;
  readonly joining?: string;
  readonly capacity?: number;
  readonly balance?: true;
  readonly survivorSpeaks?: true;
  readonly themes: readonly Theme[];
  readonly sectors?: readonly Sector[];
  readonly languages: readonly (readonly [ContentLanguage, LanguageWay])[];
  readonly facilitators: readonly PersonKey[];
  readonly speakers: readonly SeedSpeaker[];
  readonly materials?: readonly {
    readonly kind: MaterialKind;
    readonly title: string;
    readonly language: ContentLanguage;
    readonly note?: string;
    readonly url: string;
  }[];
  /** Null: still being prepared. */
  readonly announced: Ago | null;
  /** When it was to be before. */
  readonly movedFrom?: { readonly starts: DayTime; readonly moved: Ago };
  readonly cancelled?: { readonly reason: string; readonly ago: Ago };
}

export const series: readonly SeedSeries[] = [
  {
    key: 'fair-recruitment-talks',
    language: 'en',
    title: {
      en: 'Fair recruitment: talks among practitioners',
      fr: 'Recrutement équitable : conférences entre praticiens',
      ar: 'التوظيف العادل: أحاديث بين الممارسين',
    },
    introduction: {
      en: 'Once a month somebody who licenses, inspects, recruits or advises says how they do it, and answers for half of the time. Invented for the demonstration.',
      fr: 'Chaque mois une personne qui délivre des licences, inspecte, recrute ou conseille dit comment elle s’y prend, et répond pendant la moitié du temps. Inventé pour la démonstration.',
      ar: 'كل شهر يتحدث من يمنح التراخيص أو يفتش أو يوظّف أو يقدّم المشورة عن عمله، ويجيب نصف الوقت. محتوى مختلق للعرض.',
    },
  },
];

export const events: readonly SeedEvent[] = [
  {
    key: 'who-pays-for-recruitment',
    series: 'fair-recruitment-talks',
    kind: 'web-seminar',
    language: 'en',
    timeZone: 'Africa/Nairobi',
    starts: { days: -23, at: '15:00' },
    minutes: 90,
    region: '014',
    readers: 'public',
    title: { en: 'Who pays for recruitment?', fr: 'Qui paie le recrutement ?' },
    introduction: {
      en: prose`
        Licensed agencies charge whom the law lets them charge, and the rest is hidden in travel, training and tests. A licensing
        officer and an agency's director show a fee sheet each, line by line, and say which lines went away when employers were
        asked to pay.
      `,
      fr: prose`
        Les agences agréées font payer ceux que la loi leur permet de faire payer, et le reste se cache dans le voyage, la formation et
        les examens. Un responsable des licences et une directrice d'agence montrent chacun un barème, ligne par ligne.
      `,
    },
    joining: 'https://meet.plenary.example/who-pays',
    themes: ['labour', 'prevention', 'supply-chains'],
    sectors: ['government', 'private-sector', 'employers-organisation'],
    languages: [
      ['en', 'spoken'],
      ['fr', 'interpreted'],
      ['en', 'captions'],
    ],
    facilitators: ['wanjiru.d'],
    speakers: [
      {
        person: 'mutiso.d',
        organisation: 'Labour migration office',
        biography: { en: 'Licenses recruitment agencies and visits them once a year (invented).' },
      },
      {
        person: 'kiprono.d',
        organisation: 'Association of licensed agencies',
        biography: { en: 'Speaks for forty agencies, and drew up their fee sheet (invented).' },
      },
    ],
    materials: [
      {
        kind: 'slides',
        title: 'Two fee sheets, line by line (invented)',
        language: 'en',
        url: 'https://files.plenary.example/fee-sheets.pdf',
      },
      {
        kind: 'recording',
        title: 'Recording of the talk (invented)',
        language: 'en',
        note: '00:00 Welcome\n04:10 The licensing officer’s sheet\n31:40 The agency’s sheet\n52:05 Questions',
        url: 'https://video.plenary.example/who-pays',
      },
    ],
    announced: { days: 50 },
  },
  {
    key: 'complaints-that-reach-someone',
    series: 'fair-recruitment-talks',
    kind: 'web-seminar',
    language: 'en',
    timeZone: 'Africa/Kampala',
    starts: 'now',
    minutes: 180,
    region: '014',
    readers: 'public',
    title: {
      en: 'Complaints that reach someone',
      fr: 'Des plaintes qui parviennent à quelqu’un',
      ar: 'شكاوى تصل إلى من يجيب عنها',
    },
    introduction: {
      en: prose`
        A hotline, a desk at the airport and an inspector's telephone: three ways to complain, compared by what came of a hundred
        complaints each. For whoever runs one, or thinks of opening one.
      `,
      ar: 'خط ساخن ومكتب في المطار وهاتف مفتش: ثلاث طرق للشكوى، نقارن بينها بما آلت إليه مئة شكوى في كل منها.',
    },
    joining: 'https://meet.plenary.example/complaints',
    themes: ['labour', 'protection'],
    languages: [
      ['en', 'spoken'],
      ['ar', 'interpreted'],
    ],
    facilitators: ['wanjiru.d', 'farid.d'],
    speakers: [
      {
        person: 'achieng.d',
        organisation: 'Labour migration office',
        biography: { en: 'Heads the office that answers complaints from abroad (invented).' },
      },
      { person: 'halima.d', organisation: 'Safe Passage, coast centre' },
    ],
    announced: { days: 30 },
  },
  {
    key: 'licences-fees-and-courts',
    series: 'fair-recruitment-talks',
    kind: 'web-seminar',
    language: 'en',
    timeZone: 'Asia/Kathmandu',
    starts: { days: 9, at: '15:00' },
    minutes: 90,
    region: '034',
    readers: 'public',
    title: { en: 'Licences, fees and the courts', fr: 'Licences, frais et tribunaux' },
    introduction: {
      en: prose`
        When an agency loses its licence, what becomes of those it has sent abroad? An under-secretary and an advocate go through three
        invented files, from the first letter to the last judgment.
      `,
    },
    joining: 'https://meet.plenary.example/licences',
    capacity: 300,
    themes: ['prosecution', 'labour'],
    languages: [['en', 'spoken']],
    facilitators: ['wanjiru.d'],
    speakers: [
      {
        person: 'sunita.d',
        organisation: 'Department for women and children',
        biography: { en: 'Prepared the rules on fees that her department proposes (invented).' },
      },
      { person: 'farzana.d', organisation: 'Women’s legal clinics' },
    ],
    announced: { days: 12 },
  },
  {
    key: 'eastern-africa-referral',
    kind: 'regional-consultation',
    language: 'en',
    timeZone: 'Africa/Addis_Ababa',
    starts: { days: 16, at: '09:00' },
    minutes: 2 * 24 * 60 - 16 * 60,
    region: '014',
    readers: 'registered',
    title: {
      en: 'Eastern Africa: what a regional referral must promise',
      fr: 'Afrique orientale : ce qu’une orientation régionale doit garantir',
    },
    introduction: {
      en: prose`
        Two days on how someone who is found in one country is helped in another: who calls whom, who pays for the first month, and what
        may be told about a person. Each sector meets by itself on the first morning.

        What is agreed goes into the joint programme as a proposal, with the names of the organisations that stand behind it.
      `,
    },
    venue: 'Conference hall of the regional mobility office, Addis Ababa (invented)',
    joining: 'https://meet.plenary.example/referral',
    capacity: 80,
    balance: true,
    themes: ['protection', 'victim-support', 'partnership'],
    sectors: ['government', 'civil-society', 'workers-organisation', 'regional-body'],
    languages: [
      ['en', 'spoken'],
      ['fr', 'interpreted'],
      ['ar', 'interpreted'],
    ],
    facilitators: ['farid.d'],
    speakers: [{ person: 'zawadi.d', organisation: 'Eastern Africa mobility office' }],
    announced: { days: 20 },
  },
  {
    key: 'committee-preparatory-meeting',
    kind: 'committee-meeting',
    language: 'en',
    timeZone: 'Europe/Vienna',
    starts: { days: 12, at: '10:00' },
    minutes: 120,
    region: '001',
    readers: 'invited',
    invited: ['ilo', 'iom', 'ohchr', 'osce', 'unicef', 'unodc'],
    title: { en: 'Steering Committee: preparatory meeting', fr: 'Comité directeur : réunion préparatoire' },
    introduction: {
      en: 'Agenda of the next session, and the state of the joint programme. Focal points and alternates.',
    },
    joining: 'https://meet.plenary.example/committee',
    themes: ['partnership'],
    languages: [
      ['en', 'spoken'],
      ['fr', 'interpreted'],
    ],
    facilitators: ['tomasz.d'],
    speakers: [],
    announced: { days: 8 },
  },
  {
    key: 'what-we-ask-of-services',
    kind: 'web-seminar',
    language: 'en',
    timeZone: 'Europe/Zurich',
    starts: { days: 20, at: '16:00' },
    minutes: 75,
    region: '150',
    readers: 'registered',
    title: { en: 'What we ask of services', fr: 'Ce que nous demandons aux services' },
    introduction: {
      en: prose`
        A member of a survivors' council speaks about how services should be planned, and answers questions that were read beforehand.
        It is about practice, and not about anybody's past.
      `,
    },
    joining: 'https://meet.plenary.example/services',
    capacity: 40,
    survivorSpeaks: true,
    themes: ['victim-support', 'protection'],
    sectors: ['civil-society', 'government', 'igo'],
    languages: [
      ['en', 'spoken'],
      ['en', 'captions'],
    ],
    facilitators: ['helene.d'],
    speakers: [
      { name: 'A speaker who is not named', organisation: '', unlisted: true },
      { person: 'helene.d', organisation: 'OHCHR' },
    ],
    announced: { days: 5 },
  },
  {
    key: 'data-that-can-be-compared',
    kind: 'conference',
    language: 'es',
    timeZone: 'America/Panama',
    starts: { days: 45, at: '09:00' },
    minutes: 3 * 24 * 60 - 16 * 60,
    region: '419',
    readers: 'public',
    title: {
      es: 'Datos que se pueden comparar',
      en: 'Data that can be compared',
      fr: 'Des données comparables',
    },
    introduction: {
      es: 'Tres días sobre cómo se cuentan las investigaciones, las víctimas asistidas y los servicios, y sobre qué cifras se pueden poner una al lado de otra (inventado).',
      en: 'Three days on how investigations, people assisted and services are counted, and on which figures may stand beside each other (invented).',
    },
    venue: 'Centro de convenciones, Ciudad de Panamá (inventado)',
    capacity: 250,
    themes: ['data-research', 'prosecution'],
    sectors: ['academia', 'government', 'igo'],
    languages: [
      ['es', 'spoken'],
      ['en', 'interpreted'],
      ['fr', 'interpreted'],
    ],
    facilitators: ['lucia.d'],
    speakers: [
      {
        person: 'nomvula.d',
        organisation: 'Evidence lab',
        biography: { en: 'Counts what others estimate (invented).' },
      },
      { person: 'mei.d', organisation: 'Labour observatory' },
    ],
    announced: { days: 40 },
    movedFrom: { starts: { days: 38, at: '09:00' }, moved: { days: 3 } },
  },
  {
    key: 'mediation-before-departure',
    kind: 'web-seminar',
    language: 'ar',
    timeZone: 'Asia/Amman',
    starts: { days: 27, at: '11:30' },
    minutes: 60,
    region: '145',
    readers: 'public',
    title: { ar: 'الوساطة قبل السفر', en: 'Mediation before departure' },
    introduction: {
      ar: 'كيف تُقرأ عقود العمل قبل التوقيع، ومن يحضر القراءة، وماذا يُسأل عنه. نعرض خطوات مكتب الوساطة ثم نجيب عن الأسئلة (محتوى مختلق).',
      en: 'How contracts are read before they are signed, who is there, and what is asked (invented).',
    },
    joining: 'https://meet.plenary.example/mediation',
    themes: ['prevention', 'migration'],
    languages: [
      ['ar', 'spoken'],
      ['en', 'interpreted'],
    ],
    facilitators: ['rania.d'],
    speakers: [
      {
        person: 'hala.d',
        organisation: 'مكتب العمل في الخارج',
        biography: { ar: 'تدير الوساطة بين العمال ومكاتب التوظيف (شخصية مختلقة).' },
      },
    ],
    announced: { days: 7 },
  },
  {
    key: 'inspectors-at-sea',
    kind: 'web-seminar',
    language: 'en',
    timeZone: 'Pacific/Auckland',
    starts: { days: 6, at: '10:00' },
    minutes: 60,
    region: '053',
    readers: 'public',
    title: { en: 'Inspectors at sea' },
    introduction: { en: 'What can be asked of a crew in one hour in port, and by whom (invented).' },
    joining: 'https://meet.plenary.example/at-sea',
    themes: ['supply-chains', 'labour'],
    sectors: ['private-sector', 'government'],
    languages: [['en', 'spoken']],
    facilitators: ['tomasz.d'],
    speakers: [{ person: 'aroha.d', organisation: 'Southern Star Seafood' }],
    announced: { days: 25 },
    cancelled: {
      reason: 'The speaker cannot come, and we look for a new date in the new year (invented).',
      ago: { days: 1 },
    },
  },
  {
    key: 'children-on-the-move',
    kind: 'conference',
    language: 'fr',
    timeZone: 'Africa/Dakar',
    starts: { days: 70, at: '09:30' },
    minutes: 8 * 60,
    region: '011',
    readers: 'public',
    title: { fr: 'Enfants en mouvement : confier un enfant sans le perdre' },
    introduction: { fr: 'Programme en préparation (inventé).' },
    venue: 'Maison des enfants, Dakar (inventé)',
    themes: ['children', 'migration'],
    languages: [['fr', 'spoken']],
    facilitators: ['jean-bosco.d'],
    speakers: [{ person: 'ousmane.d', organisation: 'Bridge for Children' }],
    announced: null,
  },
  {
    key: 'committee-session',
    kind: 'committee-meeting',
    language: 'en',
    timeZone: 'Europe/Vienna',
    starts: { days: -34, at: '10:00' },
    minutes: 150,
    region: '001',
    readers: 'invited',
    invited: ['ilo', 'iom', 'ohchr', 'osce', 'unicef', 'unodc'],
    title: { en: 'Steering Committee: session', fr: 'Comité directeur : session' },
    introduction: { en: 'The joint programme and the calls of the year (invented).' },
    joining: 'https://meet.plenary.example/committee',
    themes: ['partnership'],
    languages: [
      ['en', 'spoken'],
      ['fr', 'interpreted'],
    ],
    facilitators: ['tomasz.d'],
    speakers: [],
    announced: { days: 60 },
  },
];
