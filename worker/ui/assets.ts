/** The one stylesheet and the one script, under names that change with what is in them. */
import { textDigest } from '../text/digest.ts'
import { SCRIPT } from './script.ts'
import { BASE_STYLE } from './style/base.ts'
import { PARTS_STYLE } from './style/parts.ts'

export const STYLE = `${BASE_STYLE}${PARTS_STYLE}`
export const STYLE_PATH = `/assets/tillbridge-${textDigest(STYLE)}.css`
export { SCRIPT }
export const SCRIPT_PATH = `/assets/tillbridge-${textDigest(SCRIPT)}.js`
