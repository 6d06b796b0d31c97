import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { whyNotFile } from '~/committee/committee';
import { CallForm } from '~/committee/components/call-form';
import { callForm } from '~/committee/forms';
import { callMeeting } from '~/committee/meetings/calling.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const no = whyNotFile(reader);
  if (no) throw no;
  return {
    title: asked.t('committee:call.title'),
    once: randomUUID(),
    zone: reader.timeZone,
    zones: placesAndZones(asked.language).zones,
    language: asked.language,
  };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const no = whyNotFile(reader);
  if (no) throw no;
  await asked.limit('write', String(reader.id));
  const id = await callMeeting(asked.sql, reader, parseForm(asked.form, callForm), asked.now());
  return goTo(`/committee/meetings/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Call() {
  const { once, zone, zones, language } = useLoaderData<typeof loader>();
  return <CallForm once={once} zone={zone} zones={zones} language={language} />;
}
