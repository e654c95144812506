/** Draws names, each as often as its share says. */
export function drawFrom<Name extends string>(shares: Readonly<Record<Name, number>>, draw: () => number): () => Name {
  // The keys of a record are its names.
  const names = Object.keys(shares) as Name[]
  const total = names.reduce((sum, name) => sum + shares[name], 0)
  return () => {
    let left = draw() * total
    for (const name of names) {
      left -= shares[name]
      if (left < 0) return name
    }
    return names.find(name => shares[name] > 0) ?? raise()
  }
}

function raise(): never {
  throw new RangeError('nobody has a share')
}
