import type { FixedSection } from '../../../app/consultations/claims/claim';
import type { AllVersions } from './shape';

/** Words of a post of the discussion, as they stand in it, or of a statement by its number. */
export interface SeedPassage {
  readonly post?: string;
  readonly statement?: number;
  readonly words: string;
  readonly side: 'for' | 'against';
}

export interface SeedClaim {
  readonly key: string;
  readonly section: FixedSection;
  readonly words: AllVersions;
  readonly passages: readonly SeedPassage[];
}

export interface SeedClaims {
  /** Key of the discussion in which the posts stand. */
  readonly discussion: string;
  /** Who coded, and published. */
  readonly by: string;
  /** Days after the consultation was closed. */
  readonly published: number;
  readonly claims: readonly SeedClaim[];
  /** Why the other posts and statements are in no claim. */
  readonly aside: string;
}

/** What the third consultation came to: invented, of the demonstration's own posts, and of no survivor's voice. */
export const claims: Readonly<Record<string, SeedClaims>> = {
  'direct-help': {
    discussion: 'victim-assistance',
    by: 'helene.d',
    published: 28,
    claims: [
      {
        key: 'same-day',
        section: 'agreement',
        words: {
          en: 'Help is direct where a person would notice on the same day that it had stopped. (invented)',
          fr: 'L’aide est directe quand une personne remarquerait le jour même qu’elle s’est arrêtée. (inventé)',
          ar: 'تكون المساعدة مباشرة حين يلاحظ الشخص توقفها في اليوم نفسه. (متخيَّل)',
        },
        passages: [
          {
            post: 'first-thirty-days',
            words: 'Our network would call help direct if a person would notice on the same day that it had stopped.',
            side: 'for',
          },
          { statement: 1, words: 'A closed list says what direct help is.', side: 'for' },
        ],
      },
      {
        key: 'item-by-item',
        section: 'agreement',
        words: {
          en: 'Legal help stands in the list item by item: papers, custody, wages, compensation. (invented)',
          fr: 'L’aide juridique figure dans la liste poste par poste : papiers, garde, salaires, indemnisation. (inventé)',
          ar: 'ترد المساعدة القانونية في القائمة بندًا بندًا: الأوراق والحضانة والأجور والتعويض. (متخيَّل)',
        },
        passages: [
          {
            post: 'law-is-help',
            words: 'So I would name the items one by one, or they will be cut one by one.',
            side: 'for',
          },
        ],
      },
      {
        key: 'part-for-referral',
        section: 'disagreement',
        words: {
          en: 'A fixed part of what is earmarked pays for bringing people to services. (invented)',
          fr: 'Une part fixe des fonds réservés paie l’orientation vers les services. (inventé)',
          ar: 'يُخصَّص جزء ثابت من المبلغ لإيصال الناس إلى الخدمات. (متخيَّل)',
        },
        passages: [
          {
            post: 'somebody-to-call',
            words: 'I would ask for a small fixed part, say one tenth of what is earmarked, for referral',
            side: 'for',
          },
          { post: 'gap-first', words: 'I cannot agree to one figure for all.', side: 'against' },
        ],
      },
    ],
    aside: 'It is answered in the synthesis of the discussion itself. (invented)',
  },
};
