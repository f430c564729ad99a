/** Writes `tillbridge.zip` into the checkout: what a shop uploads under Plugins › Add New Plugin. */
import { resolve } from 'node:path'
import { pluginZip } from './plugin-zip.ts'

const ZIP = resolve(import.meta.dir, '../../tillbridge.zip')

const zip = await pluginZip()
await Bun.write(ZIP, zip)
console.log(
  `tillbridge.zip (${Math.round(zip.length / 1024)} kB) is ready. Upload it in the shop under ` +
    'Plugins › Add New Plugin › Upload Plugin, and activate it.',
)
