/** What the address of a socket says. */
export interface Address {
  room: number | null;
  schema: string | null;
  epoch: string | null;
  wantsSaved: boolean;
}

export function readAddress(address: string): Address {
  const [path, query = ''] = address.split('?', 2) as [string, string?];
  const room = /^\/coediting\/([1-9]\d{0,14})$/.exec(path)?.[1];
  const words = new URLSearchParams(query);
  return {
    room: room ? Number(room) : null,
    schema: words.get('schema'),
    epoch: words.get('epoch'),
    wantsSaved: words.get('saved') === '1',
  };
}
