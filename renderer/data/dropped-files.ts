/** A file to import, named by its path inside the dropped folder. */
export interface PickedFile {
  readonly name: string;
  readonly file: File;
}

const byName = (files: readonly File[]): PickedFile[] => files.map((file) => ({ name: file.name, file }));

function fileOf(entry: FileSystemFileEntry): Promise<PickedFile> {
  return new Promise((resolve, reject) => {
    entry.file((file) => resolve({ name: entry.fullPath.replace(/^\//, ''), file }), reject);
  });
}

/** A reader hands out some entries at a time, and none when it is through. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all.sort((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
  }
}

/** Files that systems put into folders for themselves. */
const isHidden = (name: string) => name.startsWith('.') || name === 'Thumbs.db';

async function walk(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)];
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  const found: PickedFile[] = [];
  for (const child of children) if (!isHidden(child.name)) found.push(...(await walk(child)));
  return found;
}

/** The files of a drop, a paste or a file field; dropped folders are walked. Call it inside the event. */
export async function pickedFiles(from: DataTransfer | FileList | null): Promise<PickedFile[]> {
  if (from === null) return [];
  if (!('items' in from)) return byName([...from]);
  // Both must be read before the event is over: afterwards the list is empty.
  const files = [...from.files];
  const entries = [...from.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry === null)) return byName(files);
  // A lone file comes with its own handle, which the desktop needs to know its path.
  if (entries.every((entry) => entry?.isFile)) return byName(files);
  const found: PickedFile[] = [];
  for (const entry of entries) if (entry) found.push(...(await walk(entry)));
  return found;
}
