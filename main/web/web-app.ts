import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { router } from '../../app/api.ts';
import type { Engine } from '../../app/calls.ts';
import type { Pages } from '../host/pages.ts';
import { SECURITY_HEADERS } from '../host/security-headers.ts';
import { type Access, guard } from './guard.ts';

/** One piece of an uploaded file. */
const CHUNK_BYTES = 8 * 1024 * 1024;

export interface WebParts {
  readonly engine: Engine;
  readonly access: Access;
  readonly pages: Pages;
}

/** Everything the server answers: calls, uploads, and the page. */
export function webApp({ engine, access, pages }: WebParts): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
  });
  app.use(guard(access));
  app.all('/trpc/*', (c) => answerCall(engine, c.req.raw));
  app.put('/upload/:importId/:fileId', bodyLimit({ maxSize: CHUNK_BYTES }), async (c) => {
    const chunk = new Uint8Array(await c.req.arrayBuffer());
    await engine.upload(c.req.param('importId'), c.req.param('fileId'), chunk, c.req.query('last') === '1');
    return c.body(null, 204);
  });
  app.get('*', (c) => pages(c.req.path));
  app.onError((error, c) => (error instanceof HTTPException ? error.getResponse() : c.text(error.message, 500)));
  return app;
}

function answerCall(engine: Engine, req: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/trpc',
    req,
    router,
    // Queries come as POST: their input may be longer than an address.
    allowMethodOverride: true,
    createContext: () => ({ engine }),
  });
}
