import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, type MetaFunction, useLoaderData } from '@remix-run/react';
import type { BareContext } from '../context';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { posts: await (context as unknown as BareContext).posts(Number(params.id)) };
}

export const meta: MetaFunction = () => [{ title: 'Posts' }];

export default function Posts() {
  const { posts } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Posts</h1>
      {posts.map((p) => (
        <article key={p.id} id={`post-${p.id}`}>
          <header>
            <b>{p.author.name}</b> <span>{p.organisation?.name}</span> <span>{p.organisation?.sector}</span>{' '}
            <a href={`/posts/${p.id}`}>
              <time dateTime={p.at}>{p.at}</time>
            </a>
          </header>
          {p.inReplyTo && (
            <p>
              <Link to={`/posts/${p.inReplyTo.id}`}>{p.inReplyTo.author}</Link>
            </p>
          )}
          <div lang={p.language} dangerouslySetInnerHTML={{ __html: p.html }} />
          <p>
            {Object.entries(p.reactions).map(([kind, n]) => (
              <span key={kind}>
                {kind} {n}
              </span>
            ))}
          </p>
        </article>
      ))}
    </main>
  );
}
