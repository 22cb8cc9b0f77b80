"""The guide desk (导服): handbook, posts, enquiries, absences."""
