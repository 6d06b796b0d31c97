import type { Area } from '../../../app/organisations/places';
import type { Sector } from '../../../app/organisations/sectors';
import type { Theme } from '../../../app/shared/themes';
import type { CommitmentState } from '../../../app/tasks/commitment';
import type { OrganisationKey } from './organisations';
import type { AllVersions } from './shape';

export interface SeedRecommendation {
  readonly number: string;
  readonly kind?: 'conclusion';
  readonly en: string;
  readonly fr: string;
  readonly ar: string;
  readonly theme: Theme;
  readonly sectors: readonly Sector[];
  /** Invented: an organisation of the demonstration that has taken it on, and in how many days it is due. */
  readonly owner?: OrganisationKey;
  readonly due?: number;
  readonly state?: CommitmentState;
  readonly reason?: string;
  /** Invented: what was done, and how many days ago. */
  readonly notes?: readonly { readonly ago: number; readonly body: string }[];
}

export interface SeedOutcome {
  readonly title: AllVersions;
  readonly place: string;
  readonly region: Area;
  readonly from: string;
  readonly until: string;
  readonly recommendations: readonly SeedRecommendation[];
}

/**
 * Some of what the regional events of 2007 recommended and concluded, as the work programme of 2008 records it in its annex II:
 * place, days, number and matter are as there, the words are our own. Owners, days, states and notes are invented.
 */
export const outcomes: readonly SeedOutcome[] = [
  {
    title: {
      en: 'Eastern Africa: trafficking in and after conflict',
      fr: 'Afrique de l’Est : la traite pendant et après les conflits',
      ar: 'شرق أفريقيا: الاتجار أثناء النزاعات وبعدها',
    },
    place: 'Kampala',
    region: '014',
    from: '2007-06-19',
    until: '2007-06-22',
    recommendations: [
      {
        number: '(a)',
        en: 'Find out more about how war and its aftermath feed trafficking, so that what is done rests on evidence.',
        fr: 'Mieux connaître comment la guerre et ses suites nourrissent la traite, pour agir sur des faits.',
        ar: 'معرفة المزيد عن الكيفية التي تغذي بها الحرب وما بعدها الاتجار، ليقوم العمل على أدلة.',
        theme: 'conflict',
        sectors: ['academia'],
        owner: 'lakeside-university',
        due: 120,
        state: 'under-way',
        notes: [{ ago: 40, body: 'A first review of studies in four countries is out for comment (invented).' }],
      },
      {
        number: '(e)',
        en: 'Train peacekeepers to notice trafficking and to keep it from happening.',
        fr: 'Former les forces de maintien de la paix à déceler la traite et à l’empêcher.',
        ar: 'تدريب حفظة السلام على ملاحظة الاتجار ومنع وقوعه.',
        theme: 'conflict',
        sectors: ['government', 'regional-body'],
        owner: 'eastern-africa-mobility',
        due: -20,
      },
      {
        number: '(g) (ii)',
        en: 'Keep children out of armed groups by agreements between neighbouring States.',
        fr: 'Tenir les enfants loin des groupes armés par des accords entre États voisins.',
        ar: 'إبعاد الأطفال عن الجماعات المسلحة باتفاقات بين الدول المتجاورة.',
        theme: 'children',
        sectors: ['government'],
      },
      {
        number: '(h) (ii)',
        en: 'Have businesses that work in or after a conflict write codes of conduct for themselves.',
        fr: 'Faire adopter des codes de conduite aux entreprises présentes pendant ou après un conflit.',
        ar: 'أن تضع الشركات العاملة أثناء النزاع أو بعده مدونات سلوك لنفسها.',
        theme: 'supply-chains',
        sectors: ['private-sector', 'employers-organisation'],
        owner: 'enterprise-federation',
        due: 60,
      },
      {
        number: '(g)',
        en: 'License and register recruitment agencies, and have them looked at by somebody independent.',
        fr: 'Agréer et enregistrer les agences de recrutement, sous un contrôle indépendant.',
        ar: 'ترخيص وكالات الاستقدام وتسجيلها، وإخضاعها لنظر جهة مستقلة.',
        theme: 'labour',
        sectors: ['government', 'employers-organisation'],
        owner: 'labour-migration-office',
        due: 30,
        state: 'under-way',
        notes: [
          { ago: 12, body: 'The register can be searched by everybody; inspections begin next (invented).' },
          { ago: 90, body: 'The rules were put to agencies for comment (invented).' },
        ],
      },
      {
        number: '(h)',
        en: 'Bring work that is unregistered and informal under the labour law, with the same rights for all.',
        fr: 'Faire entrer le travail informel et non déclaré sous le droit du travail, avec les mêmes droits pour tous.',
        ar: 'إدخال العمل غير المسجل وغير الرسمي تحت قانون العمل، بحقوق واحدة للجميع.',
        theme: 'labour',
        sectors: ['government', 'workers-organisation'],
      },
    ],
  },
  {
    title: {
      en: 'Brazil: putting the national plan into practice',
      fr: 'Brésil : mettre en œuvre le plan national',
      ar: 'البرازيل: تنفيذ الخطة الوطنية',
    },
    place: 'Brasilia',
    region: '005',
    from: '2007-10-02',
    until: '2007-10-04',
    recommendations: [
      {
        number: '(b)',
        en: 'Make the penal code define trafficking as the Protocol does.',
        fr: 'Aligner la définition de la traite du code pénal sur celle du Protocole.',
        ar: 'أن يعرّف قانون العقوبات الاتجار كما يعرّفه البروتوكول.',
        theme: 'prosecution',
        sectors: ['government'],
        owner: 'federal-labour-inspection',
        state: 'done',
        notes: [{ ago: 200, body: 'The amended article is in force (invented).' }],
      },
      {
        number: '(f)',
        en: 'Do more to protect and assist people who are trafficked into the country.',
        fr: 'Mieux protéger et assister les personnes victimes de traite à destination du pays.',
        ar: 'بذل المزيد لحماية من يُتّجر بهم إلى داخل البلد ومساعدتهم.',
        theme: 'victim-support',
        sectors: ['government', 'civil-society'],
      },
      {
        number: '(e)',
        kind: 'conclusion',
        en: 'Each country should shape assistance by what is needed there, and not take over a model from abroad.',
        fr: 'Chaque pays devrait concevoir l’assistance selon ses besoins, sans reprendre un modèle venu d’ailleurs.',
        ar: 'ينبغي أن يصوغ كل بلد المساعدة وفق حاجاته، لا أن ينقل نموذجًا من الخارج.',
        theme: 'victim-support',
        sectors: ['government', 'igo'],
      },
    ],
  },
  {
    title: {
      en: 'South Asia: answering trafficking for sexual exploitation',
      fr: 'Asie du Sud : répondre à la traite à des fins d’exploitation sexuelle',
      ar: 'جنوب آسيا: التصدي للاتجار لأغراض الاستغلال الجنسي',
    },
    place: 'New Delhi',
    region: '034',
    from: '2007-10-10',
    until: '2007-10-11',
    recommendations: [
      {
        number: '(h)',
        en: 'Study where people leave and are trafficked from, and aim programmes at those places.',
        fr: 'Étudier les lieux de départ et de traite, et y concentrer les programmes.',
        ar: 'دراسة الأماكن التي يغادرها الناس ويُتّجر بهم منها، وتوجيه البرامج إليها.',
        theme: 'data-research',
        sectors: ['government', 'academia'],
        owner: 'southern-asia-desk',
        due: 200,
      },
      {
        number: '(j)',
        en: 'Find lasting ways back into society, with voluntary organisations, local authorities and community leaders.',
        fr: 'Trouver des voies durables de réintégration, avec les associations, les autorités locales et les responsables de communautés.',
        ar: 'إيجاد طرق دائمة للعودة إلى المجتمع، مع المنظمات الطوعية والسلطات المحلية وقادة المجتمعات.',
        theme: 'protection',
        sectors: ['civil-society', 'government'],
        owner: 'women-children-department',
        due: -3,
        state: 'under-way',
      },
      {
        number: '(q)',
        en: 'Bring businesses together against trafficking, with codes for trading ethically.',
        fr: 'Réunir les entreprises contre la traite, avec des codes d’échanges éthiques.',
        ar: 'جمع الشركات ضد الاتجار، بمدونات للتجارة الأخلاقية.',
        theme: 'supply-chains',
        sectors: ['private-sector'],
        owner: 'kite-garments',
        state: 'not-pursued',
        reason: 'Another alliance of the trade has taken this on; joining it costs less than a second one (invented).',
      },
      {
        number: '(s)',
        en: 'Win over media and people whom the public knows to speak for prevention.',
        fr: 'Gagner à la prévention des médias et des personnes connues du public.',
        ar: 'كسب وسائل الإعلام ومن يعرفهم الجمهور للحديث من أجل الوقاية.',
        theme: 'prevention',
        sectors: ['media'],
        owner: 'crossing-lines',
        due: 90,
      },
    ],
  },
  {
    title: {
      en: 'East Asia and the Pacific: how criminal justice answers',
      fr: 'Asie de l’Est et Pacifique : la réponse de la justice pénale',
      ar: 'شرق آسيا والمحيط الهادئ: استجابة العدالة الجنائية',
    },
    place: 'Bangkok',
    region: '035',
    from: '2007-10-02',
    until: '2007-10-04',
    recommendations: [
      {
        number: '(b)',
        en: 'Set up investigators within the police who know this crime and work on it alone.',
        fr: 'Créer dans la police des enquêteurs spécialisés qui ne traitent que ce crime.',
        ar: 'إنشاء محققين داخل الشرطة يعرفون هذه الجريمة ولا يعملون إلا عليها.',
        theme: 'prosecution',
        sectors: ['government'],
      },
      {
        number: '(c) (iv)',
        en: 'See to it that victims who testify are protected and supported throughout.',
        fr: 'Veiller à ce que les victimes qui témoignent soient protégées et soutenues jusqu’au bout.',
        ar: 'الحرص على حماية الضحايا الذين يدلون بشهادتهم ودعمهم حتى النهاية.',
        theme: 'protection',
        sectors: ['government', 'civil-society'],
        owner: 'pacific-safety-council',
        due: 45,
      },
    ],
  },
  {
    title: {
      en: 'West and Central Africa: children and armed conflict',
      fr: 'Afrique de l’Ouest et centrale : les enfants et les conflits armés',
      ar: 'غرب أفريقيا ووسطها: الأطفال والنزاعات المسلحة',
    },
    place: 'Abidjan',
    region: '011',
    from: '2007-11-26',
    until: '2007-11-28',
    recommendations: [
      {
        number: '(c)',
        en: 'Write national plans against trafficking in children and their use in armed conflict.',
        fr: 'Élaborer des plans nationaux contre la traite d’enfants et leur emploi dans les conflits armés.',
        ar: 'وضع خطط وطنية ضد الاتجار بالأطفال واستخدامهم في النزاعات المسلحة.',
        theme: 'children',
        sectors: ['government'],
        owner: 'child-protection-directorate',
        due: 150,
        state: 'under-way',
      },
      {
        number: '(e)',
        en: 'Let every child go to school free of charge, those most at risk first of all.',
        fr: 'Assurer à chaque enfant une école gratuite, d’abord aux plus exposés.',
        ar: 'أن يذهب كل طفل إلى المدرسة مجانًا، والأكثر عرضة للخطر أولًا.',
        theme: 'children',
        sectors: ['government'],
        owner: 'bridge-for-children',
        due: 300,
      },
      {
        number: '(n)',
        kind: 'conclusion',
        en: 'Programmes that bring children home from armed groups must be apart from those for adults, in plan, work and money.',
        fr: 'Les programmes de retour des enfants associés aux groupes armés doivent être distincts de ceux des adultes, dans le plan, l’action et l’argent.',
        ar: 'يجب أن تكون برامج إعادة الأطفال من الجماعات المسلحة منفصلة عن برامج الكبار، في التخطيط والعمل والمال.',
        theme: 'conflict',
        sectors: ['government', 'igo'],
      },
    ],
  },
  {
    title: {
      en: 'Religious communities against trafficking',
      fr: 'Les communautés religieuses contre la traite',
      ar: 'المجتمعات الدينية ضد الاتجار',
    },
    place: 'Cape Town',
    region: '018',
    from: '2007-10-03',
    until: '2007-10-05',
    recommendations: [
      {
        number: '(d)',
        en: 'Make films and lessons that tell children and everybody else which agreements protect them.',
        fr: 'Réaliser des films et des cours qui disent aux enfants, et à tous, quels accords les protègent.',
        ar: 'إنتاج أفلام ودروس تخبر الأطفال والجميع بالاتفاقات التي تحميهم.',
        theme: 'prevention',
        sectors: ['civil-society', 'media'],
        owner: 'interfaith-forum',
        state: 'done',
      },
      {
        number: '(i)',
        en: 'Share a directory of those who offer services to victims.',
        fr: 'Partager un répertoire de ceux qui offrent des services aux victimes.',
        ar: 'تبادل دليل بمن يقدمون خدمات للضحايا.',
        theme: 'victim-support',
        sectors: ['civil-society'],
        owner: 'interfaith-forum',
        due: -60,
      },
    ],
  },
];
