/** From nothing to the first order in QuickBooks: a step is done once it was really seen to happen. */
import type { Child } from 'hono/jsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'

export type StepsShown = {
  readonly shopSeenAtMs: number | null
  readonly webConnectorSeenAtMs: number | null
  readonly companyName: string | null
  readonly areListsRead: boolean
  readonly isPosted: boolean
  readonly isWaiting: boolean
  readonly isHeld: boolean
  /** Of the update that is under way; null where there is none. */
  readonly percent: number | null
}

type Step = {
  readonly title: string
  readonly done: Child
  readonly todo: Child
}

export function isConnected(shown: StepsShown): boolean {
  return stepsDone(shown).every((isDone) => isDone)
}

function stepsDone(shown: StepsShown): readonly boolean[] {
  return [
    shown.shopSeenAtMs !== null,
    shown.webConnectorSeenAtMs !== null,
    shown.companyName !== null,
    shown.areListsRead,
    shown.isPosted,
  ]
}

export function Steps({ shell, shown }: { readonly shell: Shell; readonly shown: StepsShown }) {
  const done = stepsDone(shown)
  const first = done.indexOf(false)
  return (
    <ol class="steps">
      {stepsOf(shell, shown).map((step, at) => (
        <StepLine number={at + 1} step={step} isDone={done[at] === true} isNext={at === first} />
      ))}
    </ol>
  )
}

function StepLine({
  number,
  step: { title, done, todo },
  isDone,
  isNext,
}: {
  readonly number: number
  readonly step: Step
  readonly isDone: boolean
  readonly isNext: boolean
}) {
  const { look, mark, word } = lookOf(isDone, isNext)
  return (
    <li class={look} aria-current={isNext ? 'step' : undefined}>
      <span class="mark" aria-hidden="true">
        {mark}
      </span>
      <div>
        <h2>
          {number}. {title}
          <span class="word">{word}</span>
        </h2>
        {isDone ? <p class="quiet">{done}</p> : todo}
      </div>
    </li>
  )
}

type Look = { readonly look: string; readonly mark: string; readonly word: string }

function lookOf(isDone: boolean, isNext: boolean): Look {
  if (isDone) {
    return { look: 'done', mark: '✓', word: 'Done' }
  }
  return isNext
    ? { look: 'next', mark: '▸', word: 'Next' }
    : { look: 'open', mark: '○', word: 'Open' }
}

function stepsOf(shell: Shell, shown: StepsShown): readonly Step[] {
  const { shopSeenAtMs, webConnectorSeenAtMs, companyName, percent } = shown
  return [
    {
      title: 'The shop calls',
      done: (
        <>
          {shell.shopURL} called, last <Seen atMs={shopSeenAtMs} shell={shell} />.
        </>
      ),
      todo: (
        <p>
          Paste the connection code in the shop under WooCommerce › Settings › Integration ›
          Tillbridge. If you do not have it any more, make a new one below.
        </p>
      ),
    },
    {
      title: 'The Web Connector calls',
      done: (
        <>
          It called with the right password, last <Seen atMs={webConnectorSeenAtMs} shell={shell} />
          .
        </>
      ),
      todo: <AddToWebConnector />,
    },
    {
      title: 'The company file is known',
      done: <>The shop’s books are “{companyName}”. Another file gets nothing.</>,
      todo: (
        <p>
          The first update writes down which company file is open, and from then on no other gets
          anything. Open the shop’s, then press Update Selected in the Web Connector.
        </p>
      ),
    },
    {
      title: 'QuickBooks’ lists are read',
      done: <>Customers, items, accounts and taxes are known; changes are read at each update.</>,
      todo: (
        <p>
          {percent === null
            ? 'The first update reads them: 100,000 customers take some ten minutes.'
            : `An update is reading them: ${percent} % of it is done.`}
        </p>
      ),
    },
    {
      title: 'The first order stands in QuickBooks',
      done: (
        <>
          Orders go out by themselves from now on: see the <a href="/queue">queue</a>.
        </>
      ),
      todo: <FirstOrder shown={shown} />,
    },
  ]
}

function AddToWebConnector() {
  return (
    <>
      <ol>
        <li>On the computer with QuickBooks, open the shop’s company file as Admin.</li>
        <li>
          <a href="/connection/tillbridge.qwc">Download the .qwc file</a> there and open it. Without
          the Web Connector, which comes with QuickBooks, Windows does not know what it is.
        </li>
        <li>Say yes to adding Tillbridge, and allow access even when QuickBooks is not running.</li>
        <li>
          Type the password beside Tillbridge. If you do not have it any more, make a new one below.
        </li>
        <li>Tick Auto-Run, then press Update Selected.</li>
      </ol>
    </>
  )
}

function FirstOrder({ shown: { isHeld, isWaiting } }: { readonly shown: StepsShown }) {
  if (isHeld) {
    return (
      <p>
        An order needs you before it can go: <a href="/problems">see what to do</a>.
      </p>
    )
  }
  return (
    <p>
      {isWaiting
        ? 'An order waits here for the next update of the Web Connector.'
        : 'Place an order in the shop, or send an older one under WooCommerce › Send to QuickBooks.'}{' '}
      <a href="/mapping">Look through the mapping</a> before: it says what of the shop is what in
      QuickBooks.
    </p>
  )
}

function Seen({ atMs, shell }: { readonly atMs: number | null; readonly shell: Shell }) {
  return atMs === null ? <>never</> : <Moment atMs={atMs} clock={shell} />
}
