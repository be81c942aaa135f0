"""Addresses of the queue."""

from django.urls import path

from kundenkreis.web.queue import customers, pages, saved, takings

urlpatterns = [
    path("queue", pages.index, name="queue"),
    path("queue/density", pages.density, name="queue.density"),
    path("queue/customers", customers.index, name="queue.customers"),
    path("queue/takings", takings.create_many, name="queue.takings"),
    path("queue/takings/undo", takings.undo, name="queue.takings.undo"),
    path("queue/<int:case_id>/taking", takings.create, name="queue.taking"),
    path("queue/next-step", takings.next_step, name="queue.next_step"),
    path("queue/views", saved.index, name="queue.views"),
    path("queue/views/<int:view_id>/name", saved.rename, name="queue.view.name"),
    path("queue/views/<int:view_id>/deletion", saved.delete, name="queue.view.deletion"),
]
