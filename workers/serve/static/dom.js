// Every node of the page is made here. Text of articles becomes text nodes and nothing else; addresses become links only where they are http(s).

const SVG = "http://www.w3.org/2000/svg";

export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : text(child));
  }
}

export function text(value) {
  return document.createTextNode(String(value));
}

export function replace(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

export function outward(address, ...children) {
  const href = safeAddress(address);
  return href ? el("a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, ...children) : el("span", null, ...children);
}

export function safeAddress(address) {
  if (typeof address !== "string") return null;
  try {
    const { protocol, href } = new URL(address);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}

export const byId = (id) => document.getElementById(id);
