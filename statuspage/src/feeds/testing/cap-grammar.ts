import { childrenOf, type Node } from './read-xml.ts'

/**
 * What the schema of CAP 1.2 says of elements, in its order: how often each may stand, and of what form its text is
 * (https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html, chapter 3 and appendix A). Digital signatures are left out.
 */
type Rule = readonly [name: string, least: number, most: number, form: RegExp | readonly Rule[]]

const any = /^/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/
/** No spaces, commas, `<` or `&` (section 3.2.1). */
const plain = /^[^\s,<&]+$/
const many = Infinity

const named: readonly Rule[] = [
  ['valueName', 1, 1, /./],
  ['value', 1, 1, any],
]

/** Latitude first; at least four pairs. That the last is the first is looked at below. */
const pair = String.raw`-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?`
const polygon = new RegExp(`^${pair}( ${pair}){3,}$`)

const area: readonly Rule[] = [
  ['areaDesc', 1, 1, any],
  ['polygon', 0, many, polygon],
  ['circle', 0, many, new RegExp(String.raw`^${pair} \d+(\.\d+)?$`)],
  ['geocode', 0, many, named],
  ['altitude', 0, 1, /^-?\d+(\.\d+)?$/],
  ['ceiling', 0, 1, /^-?\d+(\.\d+)?$/],
]

const info: readonly Rule[] = [
  ['language', 0, 1, /^[a-z]{2,3}(-[A-Z]{2})?$/],
  ['category', 1, many, /^(Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other)$/],
  ['event', 1, 1, /./],
  ['responseType', 0, many, /^(Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None)$/],
  ['urgency', 1, 1, /^(Immediate|Expected|Future|Past|Unknown)$/],
  ['severity', 1, 1, /^(Extreme|Severe|Moderate|Minor|Unknown)$/],
  ['certainty', 1, 1, /^(Observed|Likely|Possible|Unlikely|Unknown)$/],
  ['audience', 0, 1, any],
  ['eventCode', 0, many, named],
  ['effective', 0, 1, instant],
  ['onset', 0, 1, instant],
  ['expires', 0, 1, instant],
  ['senderName', 0, 1, any],
  ['headline', 0, 1, any],
  ['description', 0, 1, any],
  ['instruction', 0, 1, any],
  ['web', 0, 1, /^https?:\/\/[^\s<>"]+$/],
  ['contact', 0, 1, any],
  ['parameter', 0, many, named],
  ['resource', 0, many, any],
  ['area', 0, many, area],
]

const alert: readonly Rule[] = [
  ['identifier', 1, 1, plain],
  ['sender', 1, 1, plain],
  ['sent', 1, 1, instant],
  ['status', 1, 1, /^(Actual|Exercise|System|Test|Draft)$/],
  ['msgType', 1, 1, /^(Alert|Update|Cancel|Ack|Error)$/],
  ['source', 0, 1, any],
  ['scope', 1, 1, /^(Public|Restricted|Private)$/],
  ['restriction', 0, 1, any],
  ['addresses', 0, 1, any],
  ['code', 0, many, any],
  ['note', 0, 1, any],
  ['references', 0, 1, /^[^\s,<&]+,[^\s,<&]+,\S{25}( [^\s,<&]+,[^\s,<&]+,\S{25})*$/],
  ['incidents', 0, 1, /^("[^"]*"|[^\s"]+)( ("[^"]*"|[^\s"]+))*$/],
  ['info', 0, many, info],
]

/** Everything in a message that the standard does not allow. */
export function capMistakes(root: Node): readonly string[] {
  const namespace = root.attributes['xmlns'] === 'urn:oasis:names:tc:emergency:cap:1.2' ? [] : ['wrong namespace']
  const name = root.name === 'alert' ? [] : [`the root is ${root.name}`]
  return [...namespace, ...name, ...mistakesIn(root, alert), ...openPolygons(root), ...bareUpdate(root)]
}

function mistakesIn(node: Node, rules: readonly Rule[]): readonly string[] {
  const order = rules.map(([name]) => name)
  const places = node.children.map(child => order.indexOf(child.name))
  return [
    ...(places.includes(-1) ? [`${node.name} has ${node.children.map(child => child.name).join()}`] : []),
    ...(places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)) ? [`${node.name}: order`] : []),
    ...(node.text.trim() === '' ? [] : [`${node.name} has text beside elements`]),
    ...rules.flatMap(rule => ruleMistakes(node, rule)),
  ]
}

function ruleMistakes(node: Node, [name, least, most, form]: Rule): readonly string[] {
  const found = childrenOf(node, name)
  const count = found.length < least || found.length > most ? [`${node.name}: ${found.length} × ${name}`] : []
  return [
    ...count,
    ...found.flatMap(child => {
      if (!(form instanceof RegExp)) return mistakesIn(child, form)
      return form.test(child.text) && child.children.length === 0 ? [] : [`${name}: ${child.text}`]
    }),
  ]
}

function openPolygons(node: Node): readonly string[] {
  if (node.name !== 'polygon') return node.children.flatMap(openPolygons)
  const pairs = node.text.split(' ')
  return pairs[0] === pairs.at(-1) ? [] : [`open polygon ${node.text}`]
}

/** An update, a cancellation or an acknowledgement says of what (section 3.2.1, `references`). */
function bareUpdate(root: Node): readonly string[] {
  const [type] = childrenOf(root, 'msgType')
  return type?.text === 'Alert' || childrenOf(root, 'references').length === 1 ? [] : ['an update of nothing']
}
