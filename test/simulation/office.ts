/**
 * The office: one company file and one or two computers whose Web Connectors serve it. Each runs
 * the real update, stopped before every call and before every answer, so that the scheduler can
 * let anything happen in between.
 */
import type { CompanyFile } from '../../worker/practice/books.ts'
import type { Reply } from '../../worker/practice/exchange.ts'
import type { Faults } from '../../worker/practice/faults.ts'
import { runUpdate } from '../../worker/practice/web-connector.ts'
import type { Opening, UpdateReport } from '../../worker/practice/web-connector.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import { STORE } from './store.ts'
import type { Clock, Trace } from './trace.ts'

export type Connector = {
  readonly name: string
  state: ConnectorState
  readonly reports: UpdateReport[]
}

type ConnectorState =
  | { readonly kind: 'off' }
  /** Wants to make this call. */
  | { readonly kind: 'calling'; readonly call: QbwcCall; readonly resume: (reply: Reply) => void }
  /** Was answered, and has not seen it yet. */
  | {
      readonly kind: 'answered'
      readonly call: QbwcCall
      readonly reply: Reply
      readonly resume: (reply: Reply) => void
    }
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly resume: () => void }

export type Office = {
  readonly company: CompanyFile
  /** Somebody else's, which a computer may have open by mistake. */
  readonly stranger: CompanyFile | null
  readonly clock: Clock
  readonly trace: Trace
  readonly connectors: readonly Connector[]
  readonly faults: Faults
  readonly open: (path: string) => Opening
  /** Looks at the books after whatever may have written to them. */
  readonly look: () => void
}

export function createConnector(name: string): Connector {
  return { name, state: { kind: 'off' }, reports: [] }
}

/** Resolves when the Web Connector wants something or is done. */
export function startUpdate(
  office: Office,
  connector: Connector,
  company: CompanyFile,
): Promise<void> {
  const { clock } = office
  return settled(connector, () => {
    const update = runUpdate({
      call: (call) =>
        new Promise((resume) => {
          become(connector, { kind: 'calling', call, resume })
        }),
      company,
      userName: STORE.userName,
      password: STORE.password,
      wait: (milliseconds) =>
        new Promise((resume) => {
          become(connector, { kind: 'waiting', untilMs: clock.nowMs + milliseconds, resume })
        }),
      open: office.open,
      faults: office.faults,
    })
    void update.then((report) => {
      connector.reports.push(report)
      office.trace.say(() => `${connector.name}: ${report.outcome} ${report.messages.join(' | ')}`)
      become(connector, { kind: 'off' })
    })
  })
}

/** The Web Connector sees its answer and goes on to its next call, through QuickBooks if need be. */
export async function hearReply(office: Office, connector: Connector): Promise<void> {
  const { state } = connector
  if (state.kind !== 'answered') {
    throw new Error(`${connector.name} is ${state.kind}, not answered`)
  }
  await settled(connector, () => state.resume(state.reply))
  office.look()
}

export async function endWait(connector: Connector): Promise<void> {
  const { state } = connector
  if (state.kind === 'waiting') {
    await settled(connector, state.resume)
  }
}

/** Between the answer to sendRequestXML and QuickBooks stands a set that nobody has carried out. */
export function holdsSet({ state }: Connector): boolean {
  return (
    state.kind === 'answered' &&
    state.call.kind === 'sendRequestXML' &&
    state.reply.kind === 'reply' &&
    state.reply.result !== ''
  )
}

const waiters = new WeakMap<Connector, () => void>()

function settled(connector: Connector, go: () => void): Promise<void> {
  return new Promise((resolve) => {
    waiters.set(connector, resolve)
    go()
  })
}

function become(connector: Connector, state: ConnectorState): void {
  connector.state = state
  waiters.get(connector)?.()
}
