/** Connects shop, Web Connector and company file, and makes anew what each is known by. */
import type { Problem } from '../books/problems.ts'
import { FAILURES } from './connection-failures.ts'
import { isConnected, Steps } from './connection-steps.tsx'
import type { StepsShown } from './connection-steps.tsx'
import { FormToken, layout } from './layout.tsx'
import type { Shell } from './layout.tsx'
import { Moment } from './moment.tsx'
import { PauseForm } from './overview-page.tsx'
import type { Markup } from './page.tsx'
import { ProblemBox } from './problem-box.tsx'

/** What asks first, under the names that the form sends. */
export const CONNECTION_ACTS = ['code', 'password', 'identity', 'pin'] as const

export type ConnectionAct = (typeof CONNECTION_ACTS)[number]

export type ConnectionShown = StepsShown & {
  readonly plugin: string | null
  readonly qbwcURL: string
  readonly userName: string
  readonly companyFilePath: string | null
  readonly previousCodeUntilMs: number | null
  readonly pausedAtMs: number | null
  readonly quietHours: { readonly from: string; readonly to: string } | null
  readonly notice: Problem | null
  readonly lastUpdate: {
    readonly endedAtMs: number
    readonly posted: number
    readonly held: number
    readonly error: string | null
  } | null
  readonly asked: ConnectionAct | null
}

const REFRESH_SECONDS = 5
/** While there is a sentence to read that is shown once. */
const REFRESH_AFTER_FLASH_SECONDS = 30

type Part = { readonly shell: Shell; readonly shown: ConnectionShown }

export function connectionPage(shell: Shell, shown: ConnectionShown): Markup {
  const { asked, notice } = shown
  const seconds = shell.flash === null ? REFRESH_SECONDS : REFRESH_AFTER_FLASH_SECONDS
  return layout({
    shell,
    title: 'Connection',
    at: '/connection',
    refreshSeconds: isConnected(shown) || asked !== null ? null : seconds,
    children: (
      <>
        {asked === null ? null : <Confirm shell={shell} asked={asked} />}
        {notice === null ? null : (
          <section aria-label="What is wrong">
            <ProblemBox problem={notice} />
            <p>
              <a href="/problems">What can be done about it</a>
            </p>
          </section>
        )}
        <section aria-label="Steps">
          <Steps shell={shell} shown={shown} />
          <p class="steps-end quiet">
            {isConnected(shown)
              ? 'All of it was seen to work.'
              : 'Each step turns green by itself once it was really seen to happen.'}
          </p>
        </section>
        <Shop shell={shell} shown={shown} />
        <WebConnector shell={shell} shown={shown} />
        <CompanyFile shown={shown} />
        <Sending shell={shell} shown={shown} />
        <Failures />
      </>
    ),
  })
}

function Shop({ shell, shown: { plugin, previousCodeUntilMs } }: Part) {
  return (
    <section aria-labelledby="shop">
      <h2 id="shop">Shop</h2>
      <dl class="facts">
        <dt>Address</dt>
        <dd>{shell.shopURL}</dd>
        <dt>Plugin</dt>
        <dd>{plugin ?? 'not heard of yet'}</dd>
        {previousCodeUntilMs === null ? null : (
          <>
            <dt>Old code</dt>
            <dd>
              good until <Moment atMs={previousCodeUntilMs} clock={shell} />
            </dd>
          </>
        )}
      </dl>
      <p class="tools">
        <AskLink act="code">New connection code…</AskLink>
      </p>
    </section>
  )
}

function WebConnector({ shell, shown: { qbwcURL, userName, lastUpdate, percent } }: Part) {
  return (
    <section aria-labelledby="web-connector">
      <h2 id="web-connector">Web Connector</h2>
      <dl class="facts">
        <dt>Address</dt>
        <dd>{qbwcURL}</dd>
        <dt>User name</dt>
        <dd>{userName}</dd>
        <dt>Password</dt>
        <dd>kept so that nobody can read it back: a lost one is made anew</dd>
        <dt>Update</dt>
        <dd>
          {percent === null ? null : `under way, ${percent} % done. `}
          {lastUpdate === null ? (
            'none has ended yet'
          ) : (
            <>
              the last ended <Moment atMs={lastUpdate.endedAtMs} clock={shell} />:{' '}
              {lastUpdate.error ?? `${lastUpdate.posted} sent, ${lastUpdate.held} held`}
            </>
          )}
        </dd>
      </dl>
      <p class="tools">
        <a class="button" href="/connection/tillbridge.qwc">
          Download the .qwc file
        </a>
        <AskLink act="password">New password…</AskLink>
        <AskLink act="identity">New identity…</AskLink>
      </p>
    </section>
  )
}

function CompanyFile({
  shown: { companyName, companyFilePath },
}: {
  readonly shown: ConnectionShown
}) {
  return (
    <section aria-labelledby="company-file">
      <h2 id="company-file">Company file</h2>
      <dl class="facts">
        <dt>Company</dt>
        <dd>{companyName ?? 'not known before the next update'}</dd>
        <dt>File</dt>
        <dd>{companyFilePath ?? 'not known'}</dd>
      </dl>
      {companyName === null ? null : (
        <p class="tools">
          <AskLink act="pin">Pin again…</AskLink>
        </p>
      )}
    </section>
  )
}

function Sending({ shell, shown: { pausedAtMs, quietHours } }: Part) {
  return (
    <section aria-labelledby="sending">
      <h2 id="sending">Sending</h2>
      <dl class="facts">
        <dt>Now</dt>
        <dd>
          {pausedAtMs === null ? (
            'what waits goes out at each update'
          ) : (
            <>
              paused since <Moment atMs={pausedAtMs} clock={shell} />
            </>
          )}
        </dd>
        <dt>Quiet hours</dt>
        <dd>
          {quietHours === null ? 'none' : `${quietHours.from} to ${quietHours.to}`}
          {', '}
          <a href="/settings?q=quiet+hours">in the settings</a>
        </dd>
      </dl>
      <div class="tools">
        <PauseForm shell={shell} isPaused={pausedAtMs !== null} back="/connection" />
      </div>
    </section>
  )
}

function Failures() {
  return (
    <section class="failures" aria-labelledby="failures">
      <h2 id="failures">When it does not work</h2>
      {FAILURES.map(({ seen, why, steps }) => (
        <details>
          <summary>{seen}</summary>
          <p>{why}</p>
          <ol>
            {steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  )
}

function AskLink({ act, children }: { readonly act: ConnectionAct; readonly children: string }) {
  return (
    <a class="button" href={`/connection?ask=${act}`}>
      {children}
    </a>
  )
}

const QUESTIONS: Readonly<Record<ConnectionAct, readonly [question: string, yes: string]>> = {
  code: [
    'Make a new connection code? It is shown once. The old one stays good for 24 hours, so that nothing is lost until the new one is pasted in the shop.',
    'Make a new code',
  ],
  password: [
    'Make a new password for the Web Connector? It is shown once. The old one is void at once: until the new one is typed into the Web Connector, orders wait here.',
    'Make a new password',
  ],
  identity: [
    'Give the .qwc file a new identity? Only where the Web Connector refuses the old one. Remove Tillbridge there, then add the new file while the same company file is open; the password stays. Orders wait here until then.',
    'Make a new identity',
  ],
  pin: [
    'Take the company file that is open at the next update for the shop’s books? Only if the same file was renamed, moved or restored. A file that lacks the documents sent last still gets nothing, until you say under Problems that it is to stay: so nothing is entered twice.',
    'Pin the open file',
  ],
}

function Confirm({ shell, asked }: { readonly shell: Shell; readonly asked: ConnectionAct }) {
  const [question, yes] = QUESTIONS[asked]
  return (
    <section class="problem" aria-label="Please confirm">
      <p>{question}</p>
      <form class="tools" method="post" action="/connection">
        <FormToken value={shell.formToken} />
        <input type="hidden" name="confirmed" value="yes" />
        <button type="submit" class="main" name="act" value={asked}>
          {yes}
        </button>
        <a href="/connection">No, leave it</a>
      </form>
    </section>
  )
}

/** What was made anew, the one time it is shown. */
export function secretPage(
  shell: Shell,
  { kind, secret }: { readonly kind: 'code' | 'password'; readonly secret: string },
): Markup {
  const isCode = kind === 'code'
  return layout({
    shell,
    title: isCode ? 'The new connection code' : 'The new password',
    at: '/connection',
    children: (
      <>
        <p>It is shown this once. Copy it before you leave this page.</p>
        <p>
          <code class="secret">{secret}</code>
        </p>
        <p>
          {isCode
            ? 'Paste it in the shop under WooCommerce › Settings › Integration › Tillbridge. Until tomorrow at this time the old one is good, too.'
            : 'In the Web Connector type it into the Password field beside Tillbridge, press Enter and let it be saved. The old one is good no more.'}
        </p>
        <p>
          <a class="button" href="/connection">
            I have copied it
          </a>
        </p>
      </>
    ),
  })
}
