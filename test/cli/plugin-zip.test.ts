import { unzipSync } from 'fflate'
import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { pluginPaths, pluginZip } from '../../worker/cli/plugin-zip.ts'

const PLUGIN = resolve(import.meta.dir, '../../wp-shim')
const TEMPLATE = 'tillbridge/languages/tillbridge.pot'

test('the zip holds the plugin’s files under one folder, and what translators need', async () => {
  const paths = (await pluginPaths()).map((path) => `tillbridge/${path}`)
  expect(paths).toContain('tillbridge/tillbridge.php')
  expect(Object.keys(unzipSync(await pluginZip()))).toEqual([...paths, TEMPLATE].toSorted())
})

test('the zip holds each file as it is in the checkout', async () => {
  const unpacked = unzipSync(await pluginZip())
  for (const path of await pluginPaths()) {
    expect(unpacked[`tillbridge/${path}`]).toEqual(await Bun.file(`${PLUGIN}/${path}`).bytes())
  }
})

test('the zip holds no dotfile', async () => {
  expect((await pluginPaths()).filter((path) => /(^|\/)\./.test(path))).toEqual([])
})

test('the same files make the same zip, to the byte', async () => {
  expect(Bun.SHA256.hash(await pluginZip(), 'hex')).toBe(Bun.SHA256.hash(await pluginZip(), 'hex'))
})

test('translators find the sentences with their comments, and no date of today', async () => {
  const template = new TextDecoder().decode(unzipSync(await pluginZip())[TEMPLATE])
  const kept = {
    sentence: template.includes('msgid "Send to QuickBooks"'),
    comment: template.includes('#. translators: '),
    year: /Copyright \(C\) \d/.test(template),
  }
  expect(kept).toEqual({ sentence: true, comment: true, year: false })
})
