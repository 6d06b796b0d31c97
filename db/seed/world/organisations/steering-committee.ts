import type { OrganisationEntry } from '../shape';

// The work programme of 2008 gives the month of the launch, March 2007, and not the day.
const founder = { since: '2007-03-01', mayChair: true } as const;

/** The six founding members. Their mandates say in our words what the strategic plan says of each (section 4). */
export const steeringCommittee = {
  ilo: {
    name: 'International Labour Organization',
    shortName: 'ILO',
    sector: 'igo',
    sectorDetail: 'kind.united-nations',
    region: '001',
    country: 'CH',
    mandate:
      'Sets and promotes labour standards, among them those against forced and child labour and those on migrant workers and private employment agencies, and brings governments, workers and employers to one table against trafficking.',
    names: {
      fr: 'Organisation internationale du Travail',
      ar: 'منظمة العمل الدولية',
      es: 'Organización Internacional del Trabajo',
      ru: 'Международная организация труда',
      zh: '国际劳工组织',
    },
    member: founder,
    invented: false,
  },
  iom: {
    name: 'International Organization for Migration',
    shortName: 'IOM',
    sector: 'igo',
    sectorDetail: 'kind.other-international',
    region: '001',
    country: 'CH',
    mandate:
      'Works for humane and orderly migration: assists migrants who were trafficked or exploited in the way that fits each person, supports informed choices before departure, and advises its member states on policy and procedure.',
    names: {
      fr: 'Organisation internationale pour les migrations',
      ar: 'المنظمة الدولية للهجرة',
      es: 'Organización Internacional para las Migraciones',
      ru: 'Международная организация по миграции',
      zh: '国际移民组织',
    },
    member: founder,
    invented: false,
  },
  ohchr: {
    name: 'Office of the United Nations High Commissioner for Human Rights',
    shortName: 'OHCHR',
    sector: 'igo',
    sectorDetail: 'kind.united-nations',
    region: '001',
    country: 'CH',
    mandate:
      'Works for law, policy and programmes that put human rights at the centre of the response and that never worsen the position of trafficked persons or of people at risk.',
    names: {
      fr: 'Haut-Commissariat des Nations Unies aux droits de l’homme',
      ar: 'مفوضية الأمم المتحدة لحقوق الإنسان',
      es: 'Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos',
      ru: 'Управление Верховного комиссара ООН по правам человека',
      zh: '联合国人权事务高级专员办事处',
    },
    member: founder,
    invented: false,
  },
  // A founding member that is called regional: that it may chair is stored here and follows from no sector.
  osce: {
    name: 'Organization for Security and Co-operation in Europe',
    shortName: 'OSCE',
    sector: 'regional-body',
    sectorDetail: 'kind.security',
    region: '150',
    country: 'AT',
    mandate:
      'Brings its 56 participating States and their partners together across security, economy and human rights, so that political will against trafficking becomes coordination and capacity.',
    names: {
      fr: 'Organisation pour la sécurité et la coopération en Europe',
      ar: 'منظمة الأمن والتعاون في أوروبا',
      es: 'Organización para la Seguridad y la Cooperación en Europa',
      ru: 'Организация по безопасности и сотрудничеству в Европе',
      zh: '欧洲安全与合作组织',
    },
    member: founder,
    invented: false,
  },
  unicef: {
    name: 'United Nations Children’s Fund',
    shortName: 'UNICEF',
    sector: 'igo',
    sectorDetail: 'kind.united-nations',
    region: '001',
    country: 'US',
    mandate:
      'Protects children from violence, abuse and exploitation, in development and in emergencies, on the basis of the Convention on the Rights of the Child and its Optional Protocol on the sale of children.',
    names: {
      fr: 'Fonds des Nations Unies pour l’enfance',
      ar: 'منظمة الأمم المتحدة للطفولة',
      es: 'Fondo de las Naciones Unidas para la Infancia',
      ru: 'Детский фонд ООН',
      zh: '联合国儿童基金会',
    },
    member: founder,
    invented: false,
  },
  unodc: {
    name: 'United Nations Office on Drugs and Crime',
    shortName: 'UNODC',
    sector: 'igo',
    sectorDetail: 'kind.united-nations',
    region: '001',
    country: 'AT',
    mandate:
      'Keeps the Trafficking in Persons Protocol and serves the Conference of its Parties; supports criminal justice, the protection of victims and prevention; hosts the initiative’s secretariat.',
    names: {
      fr: 'Office des Nations Unies contre la drogue et le crime',
      ar: 'مكتب الأمم المتحدة المعني بالمخدرات والجريمة',
      es: 'Oficina de las Naciones Unidas contra la Droga y el Delito',
      ru: 'Управление ООН по наркотикам и преступности',
      zh: '联合国毒品和犯罪问题办公室',
    },
    member: founder,
    invented: false,
  },
} as const satisfies Record<string, OrganisationEntry>;
