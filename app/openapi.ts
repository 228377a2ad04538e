import { parse } from 'yaml';
import { z } from 'zod';
import type { OpenApiRoutes } from '../shared/template-views.ts';
import { templateFault } from './audit/given-templates.ts';
import { BadInput } from './calls.ts';

const document = z.object({
  openapi: z.string().optional(),
  swagger: z.string().optional(),
  info: z.object({ title: z.string().optional() }).optional(),
  /** OpenAPI 3: addresses that every path follows, with variables. */
  servers: z
    .array(
      z.object({
        url: z.string(),
        variables: z.record(z.string(), z.object({ default: z.coerce.string() })).optional(),
      }),
    )
    .optional(),
  /** Swagger 2. */
  basePath: z.string().optional(),
  paths: z.record(z.string(), z.unknown()).optional(),
});
type Document = z.infer<typeof document>;

/** Anchors that name one another many times over make a small file huge. */
const MOST_ALIASES = 100;

/**
 * The paths of an OpenAPI 3 or Swagger 2 description, as templates below its servers' paths.
 * @param text JSON or YAML
 * @throws BadInput where it is neither, or describes no paths
 */
export function readOpenApi(text: string): OpenApiRoutes {
  const found = document.safeParse(parsed(text));
  if (!found.success || (found.data.openapi ?? found.data.swagger) === undefined)
    throw new BadInput('This file is no OpenAPI description: it lacks "openapi" or "swagger" with a version');
  const { info, paths } = found.data;
  const own = Object.keys(paths ?? {}).filter((path) => !path.startsWith('x-'));
  if (own.length === 0) throw new BadInput('This description holds no paths');
  const all = [...new Set(basesOf(found.data).flatMap((base) => own.map((path) => base + path)))];
  const told = all.map((template) => ({ template, fault: templateFault(template) }));
  return {
    title: info?.title ?? 'OpenAPI',
    templates: told.flatMap(({ template, fault }) => (fault === null ? [template] : [])),
    left: told.flatMap(({ template, fault }) => (fault === null ? [] : [`${template}: ${fault}`])),
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: MOST_ALIASES, logLevel: 'error' }) as unknown;
  } catch (error) {
    const [first = ''] = (error as Error).message.split('\n');
    throw new BadInput(`This file is neither JSON nor YAML that can be read: ${first.replace(/:$/, '')}`);
  }
}

/** The paths of the servers, each once: `https://{region}.api.test/v1/` → `/v1`. */
function basesOf({ servers, basePath }: Document): string[] {
  if (basePath !== undefined) return [withoutSlash(basePath)];
  const paths = (servers ?? []).map(({ url, variables }) =>
    url.replace(/\{([^{}]*)\}/g, (_, name: string) => variables?.[name]?.default ?? name),
  );
  return paths.length === 0 ? [''] : [...new Set(paths.map(pathOf))];
}

/** A server may be named by a path alone, which is meant against the place of the file. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\//i.test(url)
    ? url.replace(/^[^:]*:\/\/[^/]*/, '')
    : url.replace(/^\.?(?=\/)/, '');
  return withoutSlash(path === '.' ? '' : path);
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');
