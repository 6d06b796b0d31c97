import { CiteAsk } from './cite-ask';
import { LiveAsk } from './live-ask';
import { PictureAsk } from './picture-ask';
import { ClearedAsk, KeysAsk, LinkAsk, TableAsk } from './small-asks';
import type { Asking } from './use-writing';

export function Asks({ asking }: { asking: Asking | null }) {
  switch (asking?.what) {
    case 'link':
      return <LinkAsk />;
    case 'table':
      return <TableAsk />;
    case 'picture':
      return <PictureAsk file={asking.file} at={asking.at} />;
    case 'cite':
      return <CiteAsk />;
    case 'live':
      return <LiveAsk />;
    case 'keys':
      return <KeysAsk />;
    case 'cleared':
      return <ClearedAsk section={asking.section} goOn={asking.goOn} />;
    default:
      return null;
  }
}
