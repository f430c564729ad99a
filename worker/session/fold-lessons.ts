/** What a set's lessons come to: results for its jobs, and what the session knows from now on. */
import { problem } from '../books/problems.ts'
import type { Problem } from '../books/problems.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Outcome } from '../journal/outcomes.ts'
import type { Link, ListEntry, ListName, SessionKnowledge } from '../posting/known.ts'
import type { Lesson } from '../posting/lesson.ts'
import { SALE_KINDS } from '../posting/desktop/sale.ts'
import type { JobResult } from '../queue/settle.ts'

export type Folded = {
  readonly results: JobResult[]
  readonly links: Link[]
  readonly entries: ListEntry[]
  readonly wholeLists: ListName[]
  readonly outcomes: Outcome[]
  readonly journal: JournalEntry[]
  readonly knowledge: SessionKnowledge
  readonly held: Problem[]
  readonly posted: number
  /** Something is known now that was not before. */
  readonly isNews: boolean
}

type Folding = {
  readonly results: JobResult[]
  readonly links: Link[]
  readonly entries: ListEntry[]
  readonly wholeLists: ListName[]
  readonly outcomes: Outcome[]
  readonly journal: JournalEntry[]
  readonly held: Problem[]
  readonly absentKinds: Map<string, Set<string>>
  readonly refNumbers: Record<string, SessionKnowledge['refNumbers'][string]>
  readonly takenNames: Record<string, number>
  readonly lookUps: Record<string, true>
  readonly refusals: Record<string, SessionKnowledge['refusals'][string]>
  posted: number
}

type When = { readonly nowMs: number; readonly tryLaterAtMs: number }

export function foldLessons(
  lessons: readonly Lesson[],
  knowledge: SessionKnowledge,
  when: When,
): Folded {
  const folding: Folding = {
    results: [],
    links: [],
    entries: [],
    wholeLists: [],
    outcomes: [],
    journal: [],
    held: [],
    absentKinds: new Map(),
    refNumbers: { ...knowledge.refNumbers },
    takenNames: { ...knowledge.takenNames },
    lookUps: { ...knowledge.lookUps },
    refusals: { ...knowledge.refusals },
    posted: 0,
  }
  for (const lesson of lessons) {
    foldOne(lesson, folding, when)
  }
  settleAbsences(folding)
  const { absentKinds: _kinds, refNumbers, takenNames, lookUps, refusals, ...folded } = folding
  return {
    ...folded,
    knowledge: { refNumbers, takenNames, lookUps, refusals },
    isNews: lessons.some(({ kind }) => kind !== 'nothing' && kind !== 'job-in-doubt'),
  }
}

function foldOne(lesson: Lesson, into: Folding, when: When): void {
  switch (lesson.kind) {
    case 'sale-posted':
      return foldPosted(lesson, into)
    case 'job-refused':
      return foldRefused(lesson, into)
    case 'job-try-later':
      into.results.push({ kind: 'retry', id: lesson.jobID, runAtMs: when.tryLaterAtMs })
      return
    case 'job-in-doubt':
      into.results.push({ kind: 'retry', id: lesson.jobID, runAtMs: when.nowMs })
      return
    case 'customer-changed':
      into.links.push(lesson.link)
      into.results.push({ kind: 'synced', id: lesson.purpose.jobID })
      return
    case 'sale-found':
    case 'sale-absent':
    case 'sale-somebody-elses':
      return foldFinding(lesson, into)
    case 'linked':
    case 'read':
    case 'name-taken':
    case 'name-somebody-elses':
    case 'need-refused':
      return foldList(lesson, into)
    case 'host':
    case 'company':
    case 'preferences':
    case 'nothing':
  }
}

function foldPosted(lesson: Extract<Lesson, { kind: 'sale-posted' }>, into: Folding): void {
  const { purpose, link, quickBooksCents } = lesson
  into.links.push(link, ...purpose.alsoLink)
  into.posted += 1
  const { subject, documentKind: kind, refNumber, totalCents } = purpose
  into.journal.push({
    subject,
    event: 'posted',
    detail: { kind, refNumber, txnID: link.quickBooksID, quickBooksCents },
  })
  const held =
    quickBooksCents === totalCents
      ? purpose.leftToDo
      : problem('total-differs', {
          order: purpose.order,
          kind,
          refNumber,
          shopCents: totalCents,
          quickBooksCents,
        })
  const { jobID: id, generation } = purpose
  const documents = [{ kind, refNumber, txnID: link.quickBooksID, totalCents: quickBooksCents }]
  if (held === null) {
    into.results.push({ kind: 'synced', id })
    into.outcomes.push({ subject, generation, state: 'posted', documents, problem: null })
    return
  }
  hold(into, { id, subject, generation, held, documents })
}

function foldRefused(lesson: Extract<Lesson, { kind: 'job-refused' }>, into: Folding): void {
  const { purpose, statusCode, message } = lesson
  const isSale = purpose.kind === 'add-sale'
  const held = problem(
    'quickbooks-refused',
    {
      order: isSale ? purpose.order : purpose.customer,
      request: isSale ? purpose.documentKind : 'CustomerMod',
      statusCode: String(statusCode),
    },
    message,
  )
  const { jobID: id, subject, generation } = purpose
  hold(into, { id, subject, generation, held, documents: [] })
}

function hold(
  into: Folding,
  job: {
    readonly id: number
    readonly subject: string
    readonly generation: number
    readonly held: Problem
    readonly documents: Outcome['documents']
  },
): void {
  const { id, subject, generation, held, documents } = job
  into.held.push(held)
  into.results.push({ kind: 'blocked', id, problem: held, recheckAtMs: null })
  into.outcomes.push({ subject, generation, state: 'held', documents, problem: held })
  into.journal.push({ subject, event: 'held', detail: { problem: held } })
}

type Finding = Extract<Lesson, { kind: 'sale-found' | 'sale-absent' | 'sale-somebody-elses' }>

function foldFinding(lesson: Finding, into: Folding): void {
  switch (lesson.kind) {
    case 'sale-found':
      into.links.push(lesson.link)
      into.journal.push({
        subject: lesson.link.subject,
        event: 'found-posted',
        detail: { kind: lesson.link.kind, txnID: lesson.link.quickBooksID },
      })
      return
    case 'sale-absent': {
      const kinds = into.absentKinds.get(lesson.subject) ?? new Set()
      into.absentKinds.set(lesson.subject, kinds.add(lesson.documentKind))
      return
    }
    case 'sale-somebody-elses': {
      const { subject, documentKind, txnID, totalCents } = lesson
      into.refNumbers[subject] = { kind: 'somebody-elses', documentKind, txnID, totalCents }
    }
  }
}

/** A number is free when every kind of form was asked, and none of them has it. */
function settleAbsences(into: Folding): void {
  for (const [subject, kinds] of into.absentKinds) {
    if (kinds.size === SALE_KINDS.length && into.refNumbers[subject] === undefined) {
      into.refNumbers[subject] = { kind: 'absent' }
    }
  }
}

type ListLesson = Extract<
  Lesson,
  { kind: 'linked' | 'read' | 'name-taken' | 'name-somebody-elses' | 'need-refused' }
>

function foldList(lesson: ListLesson, into: Folding): void {
  switch (lesson.kind) {
    case 'linked': {
      into.links.push(...lesson.links)
      const [first] = lesson.links
      into.journal.push({
        subject: first?.subject ?? null,
        event: lesson.how === 'added' ? 'list-entry-added' : 'list-entry-adopted',
        detail: { kind: first?.kind, name: first?.label, listID: first?.quickBooksID },
      })
      return
    }
    case 'read':
      into.entries.push(...lesson.entries)
      if (lesson.whole !== null) {
        into.wholeLists.push(lesson.whole)
      }
      return
    case 'name-taken':
      into.lookUps[lesson.need] = true
      return
    case 'name-somebody-elses':
      into.takenNames[lesson.need] = (into.takenNames[lesson.need] ?? 0) + 1
      delete into.lookUps[lesson.need]
      return
    case 'need-refused':
      into.refusals[lesson.need] = lesson.refusal
  }
}
