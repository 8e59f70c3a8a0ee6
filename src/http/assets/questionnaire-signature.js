// The drawn signature: strokes as `x,y x,y;x,y`, kept in a field of the form. Without a script the typed name alone is
// there.
const longest = 23_000

function draw(canvas, strokes) {
  const pen = canvas.getContext('2d')
  pen.clearRect(0, 0, canvas.width, canvas.height)
  pen.lineWidth = 4
  pen.lineCap = pen.lineJoin = 'round'
  pen.strokeStyle = '#1a1f2b'
  for (const stroke of strokes) {
    pen.beginPath()
    stroke.forEach(([x, y], place) => (place === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
    if (stroke.length === 1) pen.lineTo(stroke[0][0] + 0.1, stroke[0][1])
    pen.stroke()
  }
}

/** Where on the drawing the pen is, in its own pixels. */
function pointIn(canvas, event) {
  const box = canvas.getBoundingClientRect()
  const inside = (value, most) => Math.max(0, Math.min(most, Math.round(value)))
  return [
    inside(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
    inside(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
  ]
}

/** What the form can do with the drawing; `field` takes the strokes. */
export function openSignature(drawing, field) {
  let strokes = []
  if (drawing === null) return { clear: () => undefined, show: () => undefined, isEmpty: () => true }
  const canvas = drawing.querySelector('canvas')
  const keep = () => {
    field.value = strokes.map((stroke) => stroke.map((point) => point.join(',')).join(' ')).join(';')
  }
  const redraw = () => draw(canvas, strokes)
  const set = (next) => {
    strokes = next
    keep()
    redraw()
  }
  let isDown = false
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    isDown = true
    set([...strokes, [pointIn(canvas, event)]])
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!isDown || field.value.length > longest) return
    const stroke = strokes.at(-1)
    const [x, y] = pointIn(canvas, event)
    const [lastX, lastY] = stroke.at(-1)
    if (Math.hypot(x - lastX, y - lastY) < 4) return
    stroke.push([x, y])
    keep()
    redraw()
  })
  for (const end of ['pointerup', 'pointercancel'])
    canvas.addEventListener(end, () => {
      isDown = false
    })
  const clear = () => set([])
  drawing.querySelector('button').addEventListener('click', clear)
  drawing.hidden = false
  return {
    clear,
    show: (text) =>
      set(
        text
          .split(';')
          .filter(Boolean)
          .map((stroke) => stroke.split(' ').map((point) => point.split(',').map(Number))),
      ),
    isEmpty: () => strokes.length === 0,
  }
}
