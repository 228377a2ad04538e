import type { MessagePort } from 'node:worker_threads';
import { judgeSlice } from './attribute/attribute.ts';
import { reviveCommon } from './attribute/common.ts';
import type { Slice } from './attribute/slice.ts';
import type { JudgeData } from './attributing-threads.ts';

/** Judges the periods that are sent, one after the other. */
export function judgeOnThread(port: MessagePort, data: JudgeData): void {
  const common = reviveCommon(data.common);
  port.on('message', (slice: Slice) => port.postMessage([...judgeSlice(common, slice)]));
}
