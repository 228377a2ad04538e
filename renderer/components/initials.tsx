import classes from './initials.module.css';

/** `M. Keller` → `MK`, `rhea` → `RH`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => word?.[0] ?? '') : [name.slice(0, 2)];
  return letters.join('').toUpperCase();
}

/** A person in 22 px; an empty ring for no one. */
export function Initials({ name }: { name: string | null }) {
  return (
    <span className={classes.initials} data-none={name === null || undefined} title={name ?? 'No owner'}>
      <span aria-hidden="true">{name === null ? '' : initialsOf(name)}</span>
      <span className="ea-hidden">{name ?? 'no owner'}</span>
    </span>
  );
}
