import { useState } from 'react';
import type { NoteView } from '../../../shared/note-views.ts';
import type { Manner } from './note-preview.tsx';

type Format = 'md' | 'openapi' | undefined;

/** How a note is shown: as it stands in the address, or its sections to be worded. */
export interface MannerOf {
  readonly manner: Manner;
  readonly set: (to: Manner) => void;
  /** Asked for, also while the note at the cursor has no sections. */
  readonly editing: boolean;
  readonly canEdit: boolean;
  readonly canDraft: boolean;
}

/** What cannot be drafted is shown as people read it. */
const shownAs = (format: Format, canDraft: boolean): Manner =>
  format === 'md' ? 'text' : format === 'openapi' && canDraft ? 'openapi' : 'preview';

export function useManner(note: NoteView | undefined, format: Format, setFormat: (to: Format) => void): MannerOf {
  const [editing, setEditing] = useState(false);
  const canEdit = (note?.sections.length ?? 0) > 0;
  const canDraft = note?.openapi != null;
  return {
    ...{ editing, canEdit, canDraft },
    manner: editing && canEdit ? 'edit' : shownAs(format, canDraft),
    set: (to) => {
      setEditing(to === 'edit');
      if (to !== 'edit') setFormat(to === 'text' ? 'md' : to === 'openapi' ? 'openapi' : undefined);
    },
  };
}
