/** GET /: one page that says what this is and how to send the first claim. */
import { startPage } from '../../console/page.ts';
import { mediaTypesOf } from '../../gateway/request-files.ts';
import type { Route } from './route.ts';

export const consoleRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/', open: true },
    summary: 'A page for people',
    handle: (context) => {
      const { channels, version } = context.get('services');
      const origin = new URL(context.req.url).origin;
      const shown = channels.map(({ id, title, readerKind }) => {
        return { id, title, takes: mediaTypesOf(readerKind) };
      });
      return context.html(startPage({ channels: shown, version, origin }), 200, {
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      });
    },
  },
];
