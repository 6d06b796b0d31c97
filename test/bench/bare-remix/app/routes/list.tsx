import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, type MetaFunction, useLoaderData } from '@remix-run/react';
import type { BareContext } from '../context';

export async function loader({ context }: LoaderFunctionArgs) {
  return { discussions: await (context as unknown as BareContext).list() };
}

export const meta: MetaFunction = () => [{ title: 'Discussions' }];

export default function List() {
  const { discussions } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Discussions</h1>
      <ul>
        {discussions.map((d) => (
          <li key={d.id}>
            <Link to={`/posts/${d.id}`}>{d.title}</Link>{' '}
            {d.rules.phases.map((p) => (
              <time key={p.id} dateTime={p.closesAt.toISOString()}>
                {p.closesAt.toISOString()}
              </time>
            ))}{' '}
            {d.postCount} {d.organisationCount}
          </li>
        ))}
      </ul>
    </main>
  );
}
