/** The demo as an owner runs it: real Worker, real endpoints, Intuit's own schema for what it sends. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  HAS_REFERENCE,
  schemaProblem,
  withoutMacroUse,
  WITHOUT_REFERENCE,
} from '../qbxml/reference-material.ts'

const ROOT = resolve(import.meta.dir, '../..')
const TIMEOUT_MS = 240_000

let folder = ''
let output = ''
let exitCode: number | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillbridge-demo-'))
  const demo = Bun.spawn(
    [process.execPath, 'worker/cli/demo.ts', '--twice', '--write-requests', folder],
    { cwd: ROOT, stdout: 'pipe', stderr: 'pipe' },
  )
  output = await new Response(demo.stdout).text()
  exitCode = await demo.exited
}, TIMEOUT_MS)

afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('every order that the statuses admit is posted to the cent or held, and none twice', () => {
  expect(exitCode).toBe(0)
  // The corpus has one order in a currency that the company does not have.
  expect(output).toContain('40 posted, 40 of them to the cent; 1 held.')
  expect(output).toContain('Nothing was posted again.')
})

test.skipIf(!HAS_REFERENCE)(
  `every request satisfies Intuit’s schema${WITHOUT_REFERENCE}`,
  async () => {
    const names = await readdir(folder)
    const problems = await Promise.all(
      names.map(async (name) =>
        schemaProblem(
          'qbxml160-us-rq.xsd',
          withoutMacroUse(await readFile(join(folder, name), 'utf8')),
        ),
      ),
    )
    expect(names.length).toBeGreaterThan(0)
    expect(problems.filter((problem) => problem !== null)).toEqual([])
  },
)
