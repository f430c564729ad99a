/** House rules that no type checker or linter knows. A failure names the file and the remedy. */
import { Glob } from 'bun'
import { expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { posix, resolve } from 'node:path'

const WIRES = ['soap', 'qbxml', 'qbpos', 'woo']
const STORAGE = ['db', 'stores', 'links', 'mirror', 'queue', 'journal']

/** Each room of worker/ and the rooms it may import, all of which stand above it in this list. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  xml: [],
  money: [],
  text: [],
  db: [],
  soap: ['xml'],
  qbxml: ['xml', 'money', 'text'],
  qbpos: ['xml', 'money', 'text'],
  woo: ['money'],
  books: ['money', 'text', 'woo'],
  posting: ['money', 'books', 'qbxml', 'qbpos'],
  practice: ['xml', 'money', 'text', 'qbxml', 'qbpos', 'soap'],
  stores: ['db', 'books'],
  links: ['db', 'posting'],
  mirror: ['db', 'posting'],
  queue: ['db', 'posting', 'books'],
  journal: ['db', 'books'],
  session: ['xml', 'money', ...WIRES, 'books', 'posting', ...STORAGE],
  ui: ['money', 'text', 'books'],
  http: ['soap', 'woo', 'books', 'posting', 'ui', ...STORAGE, 'session'],
  // The demo plays the shop and the Web Connector, and shows what became of each order; an operator
  // asks for the books to be verified, which is the conversation's to do.
  cli: [
    'money',
    'soap',
    'woo',
    'books',
    'practice',
    'db',
    'posting',
    'stores',
    'links',
    'mirror',
    'queue',
    'journal',
    'session',
  ],
}

/** Rooms that only compute: same input, same output, no clock, no database, no network. */
const PURE = [
  'xml',
  'money',
  'text',
  'soap',
  'qbxml',
  'qbpos',
  'woo',
  'books',
  'posting',
  'practice',
  'ui',
]
const IMPURE =
  /\b(Date\.now|performance\.now|Math\.random|randomUUID|getRandomValues)\b|\bnew Date\(\)|\bfetch\(|from '(cloudflare:|drizzle-orm)/

const LINES_MAX = 400
const PHP_FUNCTION_LINES_MAX = 70
/** A function and its body; WordPress' standards have the closing brace alone, as far in as the head. */
const PHP_FUNCTION =
  /^(\t*)(?:(?:final|abstract|public|protected|private|static) )*function &?(\w+)[\s\S]*?^\1\}/gm
const JUNK_DRAWER =
  /(^|\/)(utils?|helpers?|common|misc|shared|services?|managers?|types|interfaces|constants)(\.|\/)/
const UNFINISHED = /\bFIX(?:ME)\b/
const MACHINE_PATH = /(?<![\w.])\/(?:work|root)\//

const IMPORTED = /\b(?:from|import)\s*\(?\s*'([^']+)'/g

interface SourceFile {
  readonly path: string
  readonly text: string
}

function untidiness({ path, text }: SourceFile): string[] {
  const found: string[] = []
  const lines = text.split('\n').length - 1
  if (lines > LINES_MAX) {
    found.push(`${path}: ${lines} lines; split it by noun (limit ${LINES_MAX})`)
  }
  if (JUNK_DRAWER.test(path)) {
    found.push(`${path}: name the file after what it holds`)
  }
  if (UNFINISHED.test(text)) {
    found.push(`${path}: finish it, or write TODO(#issue)`)
  }
  found.push(...longFunctions({ path, text }))
  const room = roomOf(path)
  return room === undefined ? found : [...found, ...untidinessInRoom(room, { path, text })]
}

/** Of TypeScript the linter knows. */
function longFunctions({ path, text }: SourceFile): string[] {
  if (!path.endsWith('.php')) {
    return []
  }
  return [...text.matchAll(PHP_FUNCTION)]
    .map(([body, , name]) => ({ name, lines: body.split('\n').length }))
    .filter(({ lines }) => lines > PHP_FUNCTION_LINES_MAX)
    .map(({ name, lines }) => {
      return `${path}: ${name}() has ${lines} lines; split it (limit ${PHP_FUNCTION_LINES_MAX})`
    })
}

function untidinessInRoom(room: string, { path, text }: SourceFile): string[] {
  const allowed = MAY_IMPORT[room]
  if (!allowed) {
    return [`${path}: ${room}/ is not a room; add it to MAY_IMPORT and worker/README.md`]
  }
  const found: string[] = []
  const isPure = PURE.includes(room)
  if (isPure && IMPURE.test(text)) {
    found.push(`${path}: ${room}/ is pure; take the value as a parameter`)
  }
  for (const [, specifier = ''] of text.matchAll(IMPORTED)) {
    if (specifier === 'fast-xml-parser' && room !== 'xml') {
      found.push(`${path}: only xml/ imports fast-xml-parser; read the document with xml/parse.ts`)
    }
    if (/^(bun|node)(:|$)/.test(specifier) && room !== 'cli') {
      found.push(`${path}: ${specifier} does not exist on workerd; only cli/ runs on Bun`)
    }
    if (!specifier.startsWith('.')) {
      continue
    }
    const target = posix.join(posix.dirname(path), specifier)
    const targetRoom = roomOf(target)
    if (targetRoom === undefined) {
      const isEnvironment = target === 'worker/env.ts'
      if (!isEnvironment || isPure) {
        found.push(`${path}: ${room}/ may not import ${target}`)
      }
    } else if (targetRoom !== room && !allowed.includes(targetRoom)) {
      found.push(`${path}: ${room}/ may not import ${targetRoom}/`)
    }
  }
  return found
}

/** `'queue'` for `worker/queue/settle.ts`; undefined for what stands in no room of worker/. */
function roomOf(path: string): string | undefined {
  return /^worker\/([^/]+)\//.exec(path)?.[1]
}

const ROOT = resolve(import.meta.dir, '..')

async function filesOf(pattern: string): Promise<SourceFile[]> {
  const paths = await Array.fromAsync(new Glob(pattern).scan({ cwd: ROOT, dot: true }))
  return Promise.all(
    paths
      .filter((path) => !/(^|\/)(node_modules|\.git|\.wrangler|vendor)\//.test(path))
      .toSorted()
      .map(async (path) => ({ path, text: await Bun.file(`${ROOT}/${path}`).text() })),
  )
}

test('worker/ and test/ keep the house rules', async () => {
  expect((await filesOf('{worker,test}/**/*.{ts,tsx}')).flatMap(untidiness)).toEqual([])
})

test('wp-shim/ and its tests keep the house rules', async () => {
  const files = [
    ...(await filesOf('wp-shim/**/*.{php,js,css}')),
    ...(await filesOf('test/wp-shim/**/*.{php,cjs}')),
  ]
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap(untidiness)).toEqual([])
})

test('a room imports only rooms listed above it', () => {
  const order = Object.keys(MAY_IMPORT)
  for (const [room, targets] of Object.entries(MAY_IMPORT)) {
    for (const target of targets) {
      expect([room, target, order.indexOf(target) < order.indexOf(room)]).toEqual([
        room,
        target,
        true,
      ])
    }
  }
})

test('every room has its sentence in worker/README.md', async () => {
  const readme = await Bun.file(`${ROOT}/worker/README.md`).text()
  const rooms = Object.keys(MAY_IMPORT).filter((room) => existsSync(`${ROOT}/worker/${room}`))
  expect(rooms.filter((room) => !readme.includes(`\`${room}/\``))).toEqual([])
})

test('no file knows the machine it was written on', async () => {
  const files = [
    ...(await filesOf('{worker,test,wp-shim,migrations,.ci}/**/*')),
    ...(await filesOf('{*.{json,toml,md,lock},.*rc*,LICENSE}')),
  ]
  expect(files.filter(({ text }) => MACHINE_PATH.test(text)).map(({ path }) => path)).toEqual([])
})

test('the lock file and the package settings name no registry', async () => {
  const settings = [
    ...(await filesOf('{bun.lock,.npmrc,bunfig.toml}')),
    ...(await filesOf('test/wp-shim/{bun.lock,package.json,composer.json}')),
  ]
  const named = settings.filter(({ text }) => /:\/\/|registry/i.test(text))
  expect(named.map(({ path }) => path)).toEqual([])
})

const BROKEN: readonly (SourceFile & { readonly says: string })[] = [
  {
    path: 'worker/money/utils.ts',
    text: '',
    says: 'worker/money/utils.ts: name the file after what it holds',
  },
  {
    path: 'worker/books/a.ts',
    text: "import { b } from '../qbxml/b.ts'\n",
    says: 'worker/books/a.ts: books/ may not import qbxml/',
  },
  {
    path: 'worker/posting/desktop/a.ts',
    text: "import type { S } from '../../session/s.ts'\n",
    says: 'worker/posting/desktop/a.ts: posting/ may not import session/',
  },
  {
    path: 'worker/woo/a.ts',
    text: "import { env } from '../env.ts'\n",
    says: 'worker/woo/a.ts: woo/ may not import worker/env.ts',
  },
  {
    path: 'worker/books/a.ts',
    text: 'const today = new Date()\n',
    says: 'worker/books/a.ts: books/ is pure; take the value as a parameter',
  },
  {
    path: 'worker/soap/a.ts',
    text: "import { XMLParser } from 'fast-xml-parser'\n",
    says: 'worker/soap/a.ts: only xml/ imports fast-xml-parser; read the document with xml/parse.ts',
  },
  {
    path: 'worker/http/a.ts',
    text: "import { readFile } from 'node:fs/promises'\n",
    says: 'worker/http/a.ts: node:fs/promises does not exist on workerd; only cli/ runs on Bun',
  },
  {
    path: 'worker/attic/a.ts',
    text: '',
    says: 'worker/attic/a.ts: attic/ is not a room; add it to MAY_IMPORT and worker/README.md',
  },
  {
    path: 'test/money/a.ts',
    text: '\n'.repeat(401),
    says: 'test/money/a.ts: 401 lines; split it by noun (limit 400)',
  },
  {
    path: 'wp-shim/inc/helpers.php',
    text: '',
    says: 'wp-shim/inc/helpers.php: name the file after what it holds',
  },
  {
    path: 'wp-shim/inc/a.php',
    text: `<?php\nfunction a() {\n${'\tb();\n'.repeat(69)}}\n`,
    says: 'wp-shim/inc/a.php: a() has 71 lines; split it (limit 70)',
  },
]

test.each(BROKEN)('a broken house rule is told with its remedy: $says', ({ path, text, says }) => {
  expect(untidiness({ path, text })).toEqual([says])
})

test('a room may import itself, at any depth, and the rooms above it', () => {
  const text =
    "import { a } from './a.ts'\nimport { b } from '../known.ts'\nimport { c } from '../../books/c.ts'\n"
  expect(untidiness({ path: 'worker/posting/pos/b.ts', text })).toEqual([])
})
