// Counts down how long a slot is still kept. The seconds come from the server and pass by the browser's steady clock, whatever its date says.
const place = document.querySelector('[data-countdown]');
const timer = place.querySelector('[role="timer"]');
const end = performance.now() + Number(place.dataset.countdown) * 1000;

const show = () => {
  const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  const pad = (value) => String(value).padStart(2, '0');
  timer.textContent = `${pad(Math.floor(left / 60))}:${pad(left % 60)}`;
};

show();
place.hidden = false;
setInterval(show, 1000);
