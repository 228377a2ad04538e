import { formatCount, listOf, plural } from '../../../shared/text.ts';
import type { ProofFigure } from '../../../shared/views.ts';
import { isSafe } from '../../../shared/words.ts';
import { notJudged, outcome } from '../outcome.ts';
import { type Followed, followTelemetry, type ReadBack } from '../parts/read-back.ts';
import { stepOf } from '../parts/steps.ts';
import { defineRule, type Judgement } from '../rule.ts';
import { isCertain } from '../weigh.ts';

export const telemetryReadBack = defineRule({
  id: 'telemetry-read-back',
  title: 'Telemetry written on read must not shape a response',
  what: 'A read writes telemetry (a counter, a time, a streak), and a later response, of whatever endpoint, carries what was written. A list of the log itself is no such response: who asks for it wants to read the log. JSON is searched, pages are not; where the endpoint’s own answers were not kept whole, the verdict is unsure.',
  why: 'Telemetry on read is allowed because nobody depends on it. Once a response shows it, it is state: a cached, prefetched or repeated read changes what people see.',
  remedy:
    'Decide what the value is. If people see it, it belongs to the product: write it with an explicit POST or PUT. If it is telemetry, take it out of the response.',
  source:
    'Open edX, "Ensure GET is idempotent" (telemetry is acceptable only if the response does not depend on it); RFC 9110 §9.2.1.',
  example: `GET /articles/5
  200 {"views": 41}, and view_log.views becomes 42
GET /articles/5
  200 {"views": 42}`,
  severity: 'warning',
  thresholds: {
    mostWrites: { value: 200, about: 'telemetry writes of an endpoint that are followed, the first ones' },
    mostResponses: { value: 400, about: 'later responses that are searched, at most 25 of one endpoint' },
  },
  appliesTo: (endpoint) => isSafe(endpoint) || { why: 'Only reads need the exemption for telemetry.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const found = followTelemetry(dossier, limits.mostWrites, limits.mostResponses);
    if (found.writes.length === 0) return notJudged('No call wrote telemetry.', 'no telemetry');
    const calls = new Set(found.writes.map(({ exchangeId }) => exchangeId)).size;
    if (found.readBacks.length > 0) return told(found.readBacks, calls);
    return open(found, calls) ?? holds(found, calls);
  },
});

const wroteWords = (calls: number): string => `${formatCount(calls)} ${plural(calls, 'call')} wrote telemetry`;
const responsesWord = (many: number): string => `${formatCount(many)} later ${plural(many, 'response')}`;

/** A value may stand where nobody looked: in the endpoint's own responses, or in most of all. */
function open({ responses, unseen, unseenOwn, unread }: Followed, calls: number): Judgement | null {
  if (unseenOwn === 0 && responses > unseen) return null;
  if (unseen + unread + responses === 0)
    return notJudged(
      `${wroteWords(calls)}, and no later response is in the capture that could show it.`,
      'no later response',
    );
  const rest =
    unseen > 0
      ? `${formatCount(unseen)} ${plural(unseen, 'was', 'were')} not kept whole: the value may stand in the rest. Record bodies, and raise the limit for them in Settings, to see.`
      : `${formatCount(unread)} ${plural(unread, 'is a page or a file', 'are pages or files')}, which are not searched.`;
  return outcome({
    verdict: 'unsure',
    severity: 'note',
    summary: `${wroteWords(calls)}. ${responses === 0 ? 'No later response could be searched' : `None of ${responsesWord(responses)} that could be searched carries a value of it`}; ${rest}`,
    clause: 'a response may show its telemetry',
    judged: calls,
    figure: searched(responses),
  });
}

function holds({ responses, unseen, unread }: Followed, calls: number): Judgement {
  const left = [
    ...(unseen > 0 ? [`${formatCount(unseen)} that ${plural(unseen, 'was', 'were')} not kept whole`] : []),
    ...(unread > 0 ? [`${formatCount(unread)} ${plural(unread, 'page or file', 'pages or files')}`] : []),
  ];
  const beside = left.length === 0 ? '' : ` Not searched: ${listOf(left)}.`;
  return outcome({
    verdict: 'holds',
    summary: `${wroteWords(calls)}, and none of ${responsesWord(responses)} carries a value of it.${beside}`,
    clause: 'no response shows its telemetry',
    judged: calls,
    figure: searched(responses),
    probability: (responses + 1) / (responses + 2),
  });
}

const searched = (responses: number): ProofFigure => ({
  figure: `${formatCount(responses)} ${plural(responses, 'response')}`,
  words: `that came later ${plural(responses, 'was', 'were')} searched whole for what was written`,
});

function told(readBacks: readonly ReadBack[], calls: number): Judgement {
  const sure = readBacks.filter(({ write }) => isCertain(write) || (write.isNamed && write.isTelling));
  const shown = sure.length > 0 ? sure : readBacks;
  const fields = [
    ...new Set(
      shown.map(
        ({ path, column, reader }) =>
          `${path || 'the body'} of ${reader.endpoint.method} ${reader.endpoint.route} = ${column}`,
      ),
    ),
  ];
  const counted = [...new Set(shown.map(({ write }) => write.exchangeId))];
  const some = counted.length === calls ? '' : `${formatCount(counted.length)} of `;
  const what = `Telemetry that ${some}${formatCount(calls)} ${plural(calls, 'call')} wrote stands in later responses: ${listOf(fields.slice(0, 3))}.`;
  return outcome({
    verdict: sure.length > 0 ? 'broken' : 'unsure',
    summary:
      sure.length > 0
        ? what
        : `${what} Only the time links the rows to these calls; request ids in the change log would decide.`,
    clause: `shown as ${shown[0]?.path || 'the body'}`,
    judged: calls,
    counted: sure.length > 0 ? counted : [],
    figure: {
      figure: `${formatCount(fields.length)} ${plural(fields.length, 'field')}`,
      words: `of responses that hold what the read wrote: ${listOf([...new Set(shown.map(({ path }) => path || 'the body'))].slice(0, 4))}`,
    },
    writes: [...new Set(shown.map(({ write }) => write))],
    exhibits: [
      {
        kind: 'sequence',
        title: 'Written on read, shown later',
        constructed: false,
        steps: shown
          .slice(0, 3)
          .map(({ reader, path, column }) => stepOf(reader, `is answered ${path || 'a body'} as ${column} holds it`)),
      },
    ],
    remedy: `Take ${listOf([...new Set(shown.map(({ path }) => path || 'the body'))].slice(0, 3))} out of the response, or class the table as domain and write it with an explicit call.`,
  });
}
