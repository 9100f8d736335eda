// Fills latitude and longitude from where the phone is. Without it the fields are typed.

const place = document.getElementById("position");
const offer = document.getElementById("position-here");
const latitude = document.getElementById("latitude");
const longitude = document.getElementById("longitude");

if (place && offer && navigator.geolocation) {
  const button = offer.querySelector("button");
  const status = offer.querySelector("[role=status]");
  const say = (words) => { status.textContent = words; };
  const end = (words) => {
    button.disabled = false;
    say(words);
  };
  const fill = ({ coords }) => {
    latitude.value = coords.latitude.toFixed(6);
    longitude.value = coords.longitude.toFixed(6);
    end(place.dataset.found.replace("{metres}", Math.ceil(coords.accuracy)));
  };
  const refused = (error) => {
    const { denied, unknown } = place.dataset;
    end(error.code === error.PERMISSION_DENIED ? denied : unknown);
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    say(place.dataset.asking);
    navigator.geolocation.getCurrentPosition(fill, refused, {
      enableHighAccuracy: true,
      timeout: 20000,
      maximumAge: 30000,
    });
  });
  offer.hidden = false;
}
