const longest = 300

/** Why something was not delivered, as a provider put it, without the addresses that he named: whoever may see why need not see to whom. */
export function reasonOf(says: string): string {
  return says
    .replaceAll(/[^\s<>()"',;:]+@[^\s<>()"',;]+/g, '…')
    .replaceAll(/\+?\d[\d ()-]{6,}\d/g, '…')
    .slice(0, longest)
}
