"""A reply keeps what it made of `Case.changed`, so that one taken back no longer looks like something new."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Replies from before count as read long ago."""

    dependencies = [("replies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="changed",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
