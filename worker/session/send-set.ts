/** Stores a set, and only then hands it out. */
import type { Statement } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import type { ComposedSet, PlannedJob } from '../posting/compose-set.ts'
import { subjectOfKey } from '../posting/doubted.ts'
import { progressAfterSending } from '../posting/list-progress.ts'
import type { SessionKnowledge } from '../posting/known.ts'
import { encodeMessageSet } from '../qbxml/message-set.ts'
import type { EncodedMessageSet } from '../qbxml/message-set.ts'
import { QBXML_VERSIONS } from '../qbxml/version.ts'
import { storeMessageSet } from '../queue/message-sets.ts'
import { recordSent } from '../queue/record-sent.ts'
import { recordSaleKinds } from '../stores/store.ts'
import { commit } from './commit.ts'
import { addsIn } from './doubted-sets.ts'
import { withSaleKinds } from './sale-kinds.ts'
import type { Session } from './sessions.ts'
import type { JobOut, SetOut } from './state.ts'
import type { World } from './world.ts'

const MESSAGE_SET_ID_CHARACTERS = 20
const WRITES = /(?:Add|Mod)Rq$|^(?:TxnDel|TxnVoid|DataExtDel)Rq$/

export type Sent = { readonly kind: 'set'; readonly xml: string }

export async function sendSet(
  made: {
    readonly session: Session
    readonly messageSetID: string
    readonly composed: ComposedSet
    readonly encoded?: EncodedMessageSet
  },
  statements: readonly Statement[],
  world: World,
): Promise<Sent> {
  const { session, composed, messageSetID } = made
  const { db, nowMs, storeID } = world
  const { xml, dropped } = made.encoded ?? encodedSet(made, world)
  const jobs = composed.sent.map(({ jobID: id, revision }) => ({ id, revision }))
  const fields = new Set(dropped.map(({ field }) => field))
  const out = {
    messageSetID,
    sentAtMs: nowMs,
    requests: composed.requests.length,
    orders: jobs.length,
    jobs: [...composed.sent, ...composed.asking].flatMap(jobOut),
  }
  const reading = progressAfterSending(session.state.lists, {
    purposes: Object.values(composed.manifest),
    setID: messageSetID,
    nowMs,
  })
  const sending = { ...session, state: { ...session.state, lists: reading } }
  await commit(
    withSetOut(sending, { out, sent: composed.sent }),
    [
      ...statements,
      ...storeMessageSet(db, {
        storeID,
        messageSetID,
        ticketHash: session.ticketHash,
        manifest: composed.manifest,
        request: xml,
        nowMs,
      }),
      ...(jobs.length === 0 ? [] : [recordSent(db, { storeID, messageSetID, jobs, nowMs })]),
      ...saleKindsSent(composed, world),
      ...recordJournal(db, {
        storeID,
        entries: [...fields].map((field) => ({
          subject: null,
          event: 'field-left-out',
          detail: { field, version: session.state.version },
        })),
        nowMs,
      }),
    ],
    world,
  )
  return { kind: 'set', xml }
}

/** Remembered with the set, and before it leaves. */
function saleKindsSent(
  { manifest }: ComposedSet,
  { db, storeID, carriedOver }: World,
): readonly Statement[] {
  const kinds = addsIn(manifest).map(({ documentKind }) => documentKind)
  const after = withSaleKinds(carriedOver, kinds)
  return after === null ? [] : [recordSaleKinds(db, storeID, after.saleKinds)]
}

/**
 * Only a set that writes carries an ID: QuickBooks remembers the last one alone, and a question
 * must not push out of its memory the set that it is about.
 */
export function encodedSet(
  {
    session,
    messageSetID,
    composed,
  }: {
    readonly session: Session
    readonly messageSetID: string
    readonly composed: ComposedSet
  },
  { carriedOver }: World,
): EncodedMessageSet {
  const isWriting = composed.requests.some(({ request }) => WRITES.test(request.name))
  return encodeMessageSet({
    version: session.state.version ?? QBXML_VERSIONS[0],
    edition: session.state.company?.edition,
    messageSetID: isWriting ? messageSetID : undefined,
    oldMessageSetID: isWriting ? (carriedOver.settledSetID ?? undefined) : undefined,
    requests: composed.requests,
  })
}

export function newMessageSetID({ randomHex }: World): string {
  return randomHex(MESSAGE_SET_ID_CHARACTERS)
}

export function withSetOut(
  session: Session,
  { out, sent }: { readonly out: SetOut; readonly sent: readonly PlannedJob[] },
): Session {
  const { state } = session
  return {
    ...session,
    state: {
      ...state,
      phase: 'out',
      out,
      lastSetID: out.messageSetID,
      setsSent: state.setsSent + 1,
      isWaiting: false,
      knowledge: withoutFindings(state.knowledge, { out, sent }),
    },
  }
}

/** A finding serves one Add: whatever becomes of it, the next one asks again. */
function withoutFindings(
  knowledge: SessionKnowledge,
  { out, sent }: { readonly out: SetOut; readonly sent: readonly PlannedJob[] },
): SessionKnowledge {
  const subjects = new Set(sent.map(({ subject }) => subject))
  const { doubt } = knowledge
  // A set that leaves again is in doubt again until its answer is there.
  const isReadAgain = doubt !== null && doubt.setIDs.includes(out.messageSetID)
  return {
    ...knowledge,
    findings: without(knowledge.findings, subjects),
    // Read for this very change: whatever becomes of it, the next one reads again.
    standing: without(knowledge.standing, subjects),
    doubt: isReadAgain ? null : doubt,
  }
}

/** What was read serves one decision: a person may have been at it by the next one. */
export function withoutStanding(
  session: Session,
  decided: readonly { readonly subject: string }[],
): Session {
  const { state } = session
  const { standing } = state.knowledge
  const subjects = new Set(decided.map(({ subject }) => subject))
  const knowledge = { ...state.knowledge, standing: without(standing, subjects) }
  return { ...session, state: { ...state, knowledge } }
}

function without<TKnown>(
  known: Readonly<Record<string, TKnown>>,
  subjects: ReadonlySet<string>,
): Readonly<Record<string, TKnown>> {
  const kept = Object.entries(known).filter(([key]) => !subjects.has(subjectOfKey(key)))
  return Object.fromEntries(kept)
}

export function jobOut({ jobID, subject, generation, revision, order }: PlannedJob): JobOut[] {
  return jobID === 0 ? [] : [{ jobID, subject, generation, revision, order }]
}
