/** Where a value of a template stands: between tags, in a tag (a whole attribute), or in the quotes of an attribute. */
export type Hole = 'text' | 'tag' | 'attribute'

/** Where the holes of a template are. One in an attribute without quotes, or in a tag's name, is refused: escaping would not help there. */
export function holesOf(strings: readonly string[]): readonly Hole[] {
  let place: Place = 'text'
  return strings.slice(0, -1).map(text => {
    place = after(text, place)
    if (place === 'tag' && !/\s$/.test(text)) {
      throw new TypeError(`A value needs quotes or a blank before it: ${text.slice(-30)}`)
    }
    return place === 'text' || place === 'tag' ? place : 'attribute'
  })
}

type Place = 'text' | 'tag' | '"' | "'"

function after(text: string, before: Place): Place {
  let place = before
  for (const character of text) {
    if (place === 'text') {
      if (character === '<') place = 'tag'
    } else if (place === 'tag') {
      if (character === '>') place = 'text'
      else if (character === '"' || character === "'") place = character
    } else if (character === place) place = 'tag'
  }
  return place
}
