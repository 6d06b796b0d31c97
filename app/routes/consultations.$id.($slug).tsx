import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BalancePart } from '~/consultations/balance/components/balance-part';
import { SynthesisPart } from '~/consultations/claims/components/synthesis-part';
import { ConsultationPage } from '~/consultations/components/consultation-page';
import { consultationAsked, loadConsultationPage } from '~/consultations/page.server';
import { ResponsesLink } from '~/consultations/response/components/responses-part';
import { readResponsesPart } from '~/consultations/response/part.server';
import { ResultsPart } from '~/consultations/results/components/results-part';
import { FollowPart } from '~/notices/components/follow-form';
import { followPart } from '~/notices/following';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const consultation = await consultationAsked(asked);
  // The slug is for people; an old or mistyped one leads to the right address.
  if (asked.params.slug !== consultation.slug && !asked.url.pathname.endsWith('.data')) {
    throw redirect(`/consultations/${consultation.id}/${consultation.slug}${asked.url.search}`, 301);
  }
  // Each part of the page beside the consultation itself is read by its own slice, and stands here under its name.
  const data = loadConsultationPage(asked, consultation);
  return {
    title: data.title,
    consultation: data,
    responses: await readResponsesPart(asked.sql, consultation.id),
    follows: followPart(asked.reader, consultation.follows),
  };
});

export const meta = titled;

export default function Consultation() {
  const { consultation, responses, follows } = useLoaderData<typeof loader>();
  return (
    <ConsultationPage
      data={consultation}
      after={
        <>
          <SynthesisPart id={consultation.id} published={responses !== null} mayPrepare={consultation.mayPrepare} />
          <ResponsesLink id={consultation.id} part={responses} />
        </>
      }
      beside={
        <>
          <BalancePart id={consultation.id} mayPrepare={consultation.mayPrepare} />
          {consultation.parts.some((p) => p.kind === 'questionnaire') && <ResultsPart id={consultation.id} />}
          <FollowPart activity="consultation" id={consultation.id} level={follows} />
        </>
      }
    />
  );
}
