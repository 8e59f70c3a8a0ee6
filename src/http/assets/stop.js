// A person who opens the link has asked to stop: the page presses its button once it is really seen. Without scripts the button stays.
const form = document.querySelector('form[data-stop]')
const press = () => {
  if (document.visibilityState !== 'visible' || form === null) return
  // A browser that says it is driven by a program is obeyed too, and told apart.
  form.elements.by.value = navigator.webdriver ? 'program' : 'script'
  form.requestSubmit()
}
if (document.visibilityState === 'visible') press()
else document.addEventListener('visibilitychange', press, { once: true })
