/** A page to leaf through: one row a shot, one picture a look, each opening in full. Names are plain words of ours. */
export function pageOf(names: readonly string[], files: readonly ((name: string) => string)[]): string {
  const rows = names.map((name) => {
    const pictures = files.map((fileOf) => `<a href="${fileOf(name)}"><img src="${fileOf(name)}" alt="${name}"></a>`);
    return `<section><h2>${name}</h2><div>${pictures.join('')}</div></section>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Endpoint Audit, every page</title>
<style>
  body { margin: 24px; font: 14px/1.4 system-ui, sans-serif; background: #777; color: #fff; }
  div { display: grid; grid-template-columns: repeat(${files.length}, 1fr); gap: 12px; align-items: start; }
  img { width: 100%; }
</style>
${rows.join('\n')}
`;
}
