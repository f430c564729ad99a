/** Orders that a problem holds, as if a session had found it, and a person at its buttons. */
import { and, eq, inArray } from 'drizzle-orm'
import { problem } from '../../worker/books/problems.ts'
import type { Problem, ProblemCode } from '../../worker/books/problems.ts'
import { REPAIRS } from '../../worker/books/repairs.ts'
import type { Repair } from '../../worker/books/repair.ts'
import { jobs } from '../../worker/db/schema.ts'
import { NEVER_MS } from '../../worker/queue/job.ts'
import { EXAMPLES } from '../books/problem-examples.ts'
import { formTokenOf, submit } from './browser.ts'
import { CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

/** Paid, a guest’s, in the books’ currency; its total is 32.58. */
export const ORDER = CORPUS['stripe-like-paid'] as WooOrder
export const TOTAL_CENTS = 3258

export function numbered(at: number): WooOrder {
  return { ...ORDER, id: 50_000 + at, number: String(50_000 + at) }
}

export type Press = { readonly code: ProblemCode; readonly repair: Repair }

/** Every button of an entry that there is; those of the store itself are not among them. */
export const PRESSES: readonly Press[] = (Object.keys(REPAIRS) as ProblemCode[]).flatMap((code) =>
  REPAIRS[code].map((repair) => ({ code, repair })),
)

/** Sent by the shop, and each held by its problem; the IDs of the entries, in their order. */
export async function holdAll(
  shop: TestShop,
  held: readonly Problem[],
  from = 0,
): Promise<readonly number[]> {
  const orders = held.map((_, at) => numbered(from + at))
  await send(
    shop,
    orders.map((order) => orderChange(order, 1)),
  )
  const subjects = orders.map(({ id }) => `order:${id}`)
  const rows = await db
    .select({ id: jobs.id, subject: jobs.subject })
    .from(jobs)
    .where(and(eq(jobs.storeID, shop.storeID), inArray(jobs.subject, subjects)))
  const ids = subjects.map((one) => rows.find(({ subject }) => subject === one)?.id ?? 0)
  await Promise.all(held.map((one, at) => hold(ids[at] ?? 0, one)))
  return ids
}

export async function hold(jobID: number, held: Problem): Promise<void> {
  const set = { state: 'blocked', problem: held, runAtMs: NEVER_MS } as const
  await db.update(jobs).set(set).where(eq(jobs.id, jobID))
}

/** Where a person can say which customer or item it is, somebody or something of the shop's is sought. */
export function example(code: ProblemCode): Problem {
  const held = problem(code, EXAMPLES[code] as never, 'QuickBooks’ own words')
  const list = listSought(code)
  const subjects = [list === 'customer' ? 'guest:rosa@shop.example' : 'product:9900']
  return list === null
    ? held
    : { ...held, sought: { list, subjects, name: 'Rosa', candidates: [] } }
}

function listSought(code: ProblemCode): 'customer' | 'item' | null {
  const linking = REPAIRS[code].find(({ kind }) => kind === 'link-entry')
  return linking?.kind === 'link-entry' ? linking.list : null
}

export type Answered = {
  readonly status: number
  readonly to: string
  /** What the next page shows. */
  readonly sentence: string
  /** The page that answered, where it was not sent on to another. */
  readonly page: string
}

export type Person = {
  /** Presses a button; the sentence that the next page shows. */
  readonly press: (pressed: {
    readonly code: string
    readonly repair: string
    readonly jobID?: number
    readonly name?: string
    readonly instead?: string
    readonly subject?: string
    readonly isConfirmed?: boolean
    readonly back?: string
  }) => Promise<Answered>
}

export async function personOf(cookie: string): Promise<Person> {
  const formToken = await formTokenOf(cookie)
  return {
    press: async ({ code, repair, jobID, name, instead, subject, isConfirmed = true, back }) => {
      const response = await submit('/problems', {
        cookie,
        fields: {
          formToken,
          cause: code,
          press: `${repair}|${jobID ?? ''}`,
          ...(isConfirmed ? { confirmed: 'yes' } : {}),
          back: back ?? '',
          name: name ?? '',
          instead: instead ?? '',
          subject: subject ?? '',
        },
      })
      const flash = /tillbridge-flash=([^;]*)/.exec(response.headers.get('Set-Cookie') ?? '')
      return {
        status: response.status,
        to: response.headers.get('Location') ?? '',
        sentence: decodeURIComponent(flash?.[1] ?? ''),
        page: await response.text(),
      }
    },
  }
}

export async function stateOf(jobID: number): Promise<string> {
  const [row] = await db.select({ state: jobs.state }).from(jobs).where(eq(jobs.id, jobID))
  return row?.state ?? 'gone'
}
