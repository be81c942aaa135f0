"""The portal: one door for everybody who asks for something."""
