import { Liquid } from 'liquidjs';

/** The files that give notes their form, in Liquid. A team's file of the same name takes the place of one. */
export const DEFAULT_TEMPLATES = {
  'note.md': `{{ call }} on {{ origin }}

{{ what }}

{{ why }}

{{ calls }}

{{ detail }}

{{ headers }}

{{ todo }}

{{ proof }}

{{ example }}

{{ status }}
`,
  'notes.md': `# What changes in the calls of {{ workspace }}

{{ date }}. For developers of {{ audience }}. {{ about }}

{{ changes }}

{{ nothing }}

## Contents

{{ contents }}

{% for note in notes %}
## {{ note.title }}

{{ note.body }}
{% endfor %}

{{ exceptions }}
`,
  'notes.html': `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
{{ style }}
</style>
</head>
<body>
<main>
{{ content }}
</main>
</body>
</html>
`,
} as const;

export type TemplateName = keyof typeof DEFAULT_TEMPLATES;
export type Templates = Partial<Readonly<Record<TemplateName, string>>>;
export const TEMPLATE_NAMES = Object.keys(DEFAULT_TEMPLATES) as TemplateName[];

/** A team's template that cannot be read; the message says which and where. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Templates see what they are given and no file. */
const liquid = new Liquid({ templates: {}, strictFilters: true, ownPropertyOnly: true });

/** Fills a template: the team's, or the program's. Of empty lines one stays. @throws TemplateError */
export function renderTemplate(name: TemplateName, values: object, own: Templates): string {
  try {
    const text = liquid.parseAndRenderSync(own[name] ?? DEFAULT_TEMPLATES[name], values) as string;
    return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
  } catch (error) {
    throw new TemplateError(`${name}: ${(error as Error).message}`);
  }
}
